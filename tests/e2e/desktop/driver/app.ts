import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import type { Running } from './running.ts'
import { watch } from './watch.ts'

type PowerEvent = 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'
type WindowAct = 'minimize' | 'restore' | 'hide' | 'show' | 'focus' | 'blur' | 'close'

/** A notification the system shows now. */
export interface Shown {
  id: string
  title: string
  body: string
  actions: string[]
  hasReply: boolean
}

/** The desktop app as a person has it before them; everything here works on the double and on Electron. */
export class DesktopApp {
  readonly running: Running

  static async take(running: Running): Promise<DesktopApp> {
    await running.evaluate(watch, undefined)
    return new DesktopApp(running)
  }

  private constructor(running: Running) {
    this.running = running
  }

  /** The console's window, once there is one. */
  async page(): Promise<Page> {
    await expect.poll(() => this.running.windows().length, 'the app opens a window').toBe(1)
    return this.running.windows()[0]!
  }

  /** The window once it shows this heading; going to another server replaces it. */
  async pageWith(heading: string): Promise<Page> {
    const shows = async () =>
      this.running.windows()[0]?.getByRole('heading', { name: heading }).isVisible()
    const isShown = () => shows().catch(() => false)
    await expect.poll(isShown, { message: `"${heading}" is shown`, timeout: 45_000 }).toBe(true)
    return this.page()
  }

  /** Does to the first window what a person would. */
  async window(act: WindowAct): Promise<void> {
    await this.running.evaluate(
      ({ BrowserWindow }, name) => BrowserWindow.getAllWindows()[0]?.[name](),
      act,
    )
  }

  /** How the first window stands, or null where there is none. */
  windowState(): Promise<{ isVisible: boolean; isMinimized: boolean; isFocused: boolean } | null> {
    return this.running.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      if (window === undefined) return null
      const [isVisible, isMinimized] = [window.isVisible(), window.isMinimized()]
      return { isVisible, isMinimized, isFocused: window.isFocused() }
    }, undefined)
  }

  /** The person turns to another program. */
  async lookAway(): Promise<void> {
    await this.window('blur')
    await expect.poll(async () => (await this.windowState())?.isFocused).toBe(false)
  }

  notifications(): Promise<Shown[]> {
    return this.running.evaluate(
      () =>
        globalThis.watched.shown.map(({ id, title, body, actions, hasReply }) => ({
          id,
          title,
          body,
          hasReply,
          actions: actions.map(({ text = '' }) => text),
        })),
      undefined,
    )
  }

  /** Waits for a notification that says this. */
  async notification(text: string): Promise<Shown> {
    const says = async () => (await this.notifications()).find((shown) => isAbout(shown, text))
    await expect.poll(says, `a notification says "${text}"`).toBeDefined()
    return (await says())!
  }

  async clickNotification(text: string): Promise<void> {
    await this.notification(text)
    await this.#tellNotification(text, 'click')
  }

  /** Answers in the notification itself. */
  async replyTo(text: string, reply: string): Promise<void> {
    await this.notification(text)
    await this.#tellNotification(text, 'reply', { reply })
  }

  /** Presses one of the notification's buttons. */
  async pressAction(text: string, label: string): Promise<void> {
    const { actions } = await this.notification(text)
    await this.#tellNotification(text, 'action', { actionIndex: actions.indexOf(label) })
  }

  badge(): Promise<number> {
    return this.running.evaluate(({ app }) => app.getBadgeCount(), undefined)
  }

  /** What was handed to the system's browser. */
  opened(): Promise<string[]> {
    return this.running.evaluate(() => globalThis.watched.opened, undefined)
  }

  /** The next questions are answered by these buttons. */
  async answer(...labels: string[]): Promise<void> {
    await this.running.evaluate((_electron, given) => {
      globalThis.watched.answers.push(...given)
    }, labels)
  }

  questions(): Promise<Array<{ message: string; detail: string }>> {
    return this.running.evaluate(() => globalThis.watched.questions, undefined)
  }

  /** Chooses an item of the application menu by what it says. */
  async choose(label: string): Promise<void> {
    const found = await this.running.evaluate(({ Menu }, text) => {
      const waiting = [...(Menu.getApplicationMenu()?.items ?? [])]
      for (const item of waiting) {
        waiting.push(...(item.submenu?.items ?? []))
        if (item.label !== text) continue
        item.click()
        return true
      }
      return false
    }, label)
    expect(found, `the menu has "${label}"`).toBe(true)
  }

  /** What the place beside the clock offers; null where there is none. */
  tray(): Promise<string[] | null> {
    return this.running.evaluate(
      () => globalThis.watched.trayMenu?.items.map(({ label }) => label) ?? null,
      undefined,
    )
  }

  async clickTray(): Promise<void> {
    await this.running.evaluate(() => void globalThis.watched.tray?.emit('click'), undefined)
  }

  /** The text that is in the first window, as its page has it. */
  text(): Promise<string> {
    return this.running.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          'document.body.innerText',
        ) as Promise<string>,
      undefined,
    )
  }

  async power(event: PowerEvent): Promise<void> {
    await this.running.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event)
  }

  /** The system's own way to a link, as macOS has it. */
  async openUrl(link: string): Promise<void> {
    await this.running.evaluate(
      ({ app }, url) => void app.emit('open-url', { preventDefault: () => undefined }, url),
      link,
    )
  }

  /** Ends it as a person would; answers its exit code. */
  async quit(): Promise<number | null> {
    // It may be gone before it can answer.
    this.running.evaluate(({ app }) => app.quit(), undefined).catch(() => undefined)
    return this.running.exited
  }

  async #tellNotification(text: string, event: string, details = {}) {
    await this.running.evaluate(
      (_electron, { said, name, more }) => {
        const shown = globalThis.watched.shown.find((one) =>
          `${one.title} ${one.body}`.includes(said),
        )
        const given = { preventDefault: () => undefined, ...more } as {
          actionIndex?: number
          reply?: string
        }
        shown?.emit(name, given, given.actionIndex ?? given.reply)
      },
      { said: text, name: event, more: details },
    )
  }
}

const isAbout = ({ title, body }: Shown, text: string) => `${title} ${body}`.includes(text)
