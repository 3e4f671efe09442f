import type { BrowserContext, CDPSession, Dialog, Page } from '@playwright/test'
import { toApp, toChromium } from '../addresses.ts'
import type { AppCalls, Ask, StageCalls } from '../messages.ts'
import { Frames } from './frames.ts'
import { holdRequests } from './requests.ts'
import { createWorlds, read, restored } from './worlds.ts'
import type { Worlds } from './worlds.ts'

type Creation = Parameters<StageCalls['window.create']>[0]

export interface PageParts {
  context: BrowserContext
  creation: Creation
  ask: Ask<AppCalls>
  /** The schemes the app serves in this session. */
  schemes: ReadonlySet<string>
  isWatched: boolean
}

type Said = { failed: string } | { invoke?: number; channel: string; args: unknown[] }

/** A window's page: Chromium's own, with the preload script in a world of its own and the app's word on requests. */
export class StagePage {
  readonly page: Page
  readonly #parts: PageParts
  readonly #cdp: CDPSession
  readonly #worlds: Worlds
  readonly #frames: Frames
  #expected: string | null = null
  #isVisible: boolean
  isCrashed = false
  #isLeft = false
  /** The page’s last dialog, until it is over. */
  #dialog: Promise<void> = Promise.resolve()

  static async open(parts: PageParts): Promise<StagePage> {
    const page = await parts.context.newPage()
    const [cdp] = await Promise.all([
      parts.context.newCDPSession(page),
      page.setViewportSize(parts.creation.size),
    ])
    const opened = new StagePage(parts, page, cdp)
    await opened.#prepare()
    return opened
  }

  private constructor(parts: PageParts, page: Page, cdp: CDPSession) {
    this.page = page
    this.#parts = parts
    this.#cdp = cdp
    this.#worlds = createWorlds(parts.creation.preload ?? '')
    this.#frames = new Frames(this.#worlds.name)
    this.#isVisible = parts.creation.isVisible
  }

  get creation(): Creation {
    return this.#parts.creation
  }

  crash(): void {
    // It does not come back to answer.
    this.#cdp.send('Page.crash').catch(() => undefined)
  }

  /** Closes it, by force or where its page lets it; Chromium does not ask a page again that still asks. */
  async close(isForced: boolean): Promise<void> {
    if (!isForced) await this.#dialog
    await this.page.close({ runBeforeUnload: !isForced })
  }

  /** Another page is in its window from now on. */
  async leave(): Promise<void> {
    this.#isLeft = true
    await this.page.close()
  }

  async load(url: string): Promise<void> {
    const { schemes, ask } = this.#parts
    const { window } = this.#parts.creation
    this.#expected = url
    await this.#grant(url)
    // A load that fails is the app's to hear of; one that is overtaken by another is too.
    this.page.goto(toChromium(url, schemes)).catch((error: unknown) => {
      const [, code = 'ERR_FAILED'] = /net::(\w+)/.exec(String(error)) ?? []
      ask('window.failed', { window, url, error: code }).catch(() => undefined)
    })
  }

  reload(): void {
    this.#expected = toApp(this.page.url())
    this.page.reload().catch(() => undefined)
  }

  async send(channel: string, args: unknown[]): Promise<void> {
    await this.#say(`hear(${literal(channel)}, ${literal(args)})`)
  }

  async setVisible(isVisible: boolean): Promise<void> {
    this.#isVisible = isVisible
    await this.#say(`setVisible(${isVisible})`)
  }

  async #prepare() {
    const { window, partition } = this.#parts.creation
    const { ask, isWatched } = this.#parts
    const cdp = this.#cdp
    const { name, send, page, preload } = this.#worlds
    this.#listen()
    // Chromium takes them in this order; each need not have answered before the next is said.
    await Promise.all([
      cdp.send('Page.enable'),
      cdp.send('Runtime.enable'),
      this.#frames.follow(cdp),
      cdp.send('Runtime.addBinding', { name: send, executionContextName: name }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: page }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: preload, worldName: name }),
      holdRequests({
        window,
        partition,
        cdp,
        ask,
        isWatched,
        frames: this.#frames,
        isExpected: (url) => this.#isExpected(url),
      }),
    ])
  }

  #listen() {
    const { window } = this.#parts.creation
    const { ask } = this.#parts
    const tell: typeof ask = (name, body) => ask(name, body).catch(() => undefined as never)
    this.page.on('load', () => {
      void this.setVisible(this.#isVisible)
      void tell('window.loaded', { window, url: toApp(this.page.url()) })
    })
    this.page.on('dialog', (dialog) => {
      this.#dialog = this.#answer(dialog)
    })
    this.page.on('crash', () => {
      this.isCrashed = true
      void tell('window.crashed', { window })
    })
    this.page.on('close', () => {
      if (!this.#isLeft) void tell('window.gone', { window })
    })
    this.#cdp.on('Page.windowOpen', ({ url }) => {
      void tell('open.requested', { window, url: toApp(url) })
    })
    this.#cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = this.#frames.facts(frameId)
      const isMainFrame = frameId === this.#frames.main
      const where = { window, url: toApp(url), frame, isMainFrame }
      void tell('navigation.started', { ...where, isSameDocument: true, isRedirect: false })
    })
    this.#cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === this.#worlds.send) void this.#hear(payload, executionContextId)
    })
  }

  /** Of the page's own dialogs only the one before it goes is the app's to answer. */
  async #answer(dialog: Dialog) {
    const { window } = this.#parts.creation
    const isLeft =
      dialog.type() === 'beforeunload' && (await this.#parts.ask('unload.allowed', { window }))
    if (isLeft) return dialog.accept().catch(() => undefined)
    await dialog.dismiss().catch(() => undefined)
    // Only then does the page go on.
    await this.page.evaluate('0').catch(() => undefined)
  }

  #isExpected(url: string): boolean {
    const isExpected = url === this.#expected
    if (isExpected) this.#expected = null
    return isExpected
  }

  async #hear(payload: string, world: number) {
    const { window } = this.#parts.creation
    const { ask } = this.#parts
    const frameId = this.#frames.of(world)
    if (frameId === undefined) return
    const said = read(payload) as Said
    if ('failed' in said) {
      return ask('preload.failed', { window, path: 'preload', error: said.failed })
    }
    const { invoke, channel } = said
    const call = { window, frame: this.#frames.facts(frameId), channel, args: restored(said.args) }
    if (invoke === undefined) return ask('bridge.send', call)
    const outcome = await ask('bridge.invoke', call).then(
      (value) => ({ value }),
      (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
    )
    await this.#say(`settle(${invoke}, ${literal(outcome)})`, world)
  }

  /** Says it to the preload script; a world that is gone hears nothing, as in Electron. */
  async #say(what: string, world = this.#frames.mainWorld) {
    if (world === undefined) return
    const expression = `globalThis[${literal(this.#worlds.token)}].${what}`
    await this.#cdp
      .send('Runtime.evaluate', { expression, contextId: world })
      .catch(() => undefined)
  }

  async #grant(url: string) {
    const { schemes, context, ask } = this.#parts
    const { window } = this.#parts.creation
    const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/]+/i.exec(url)?.[0]
    if (origin === undefined) return
    const asked = PERMISSIONS.map(async ([permission, name]) =>
      (await ask('permission.allowed', { window, permission, origin })) ? [name] : [],
    )
    const granted = (await Promise.all(asked)).flat()
    await context.grantPermissions(granted, { origin: new URL(toChromium(url, schemes)).origin })
  }
}

/** Electron's names for what a page may be allowed, and those of Playwright. */
const PERMISSIONS = [
  ['notifications', 'notifications'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['geolocation', 'geolocation'],
  ['media', 'microphone'],
  ['loopback-network', 'local-network-access'],
] as const

const literal = (value: unknown) => JSON.stringify(value) ?? 'undefined'
