import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import type { BrowserContext, Page } from '@playwright/test'
import type { Answers, AppCalls, Ask, StageCalls } from '../messages.ts'
import { StagePage } from './page.ts'

export interface StageOptions {
  /** The app's data folder; what its pages store lies in it. */
  userData: string
  executablePath: string
  args: string[]
  locale: string
}

interface Session {
  context: Promise<BrowserContext>
  schemes: Set<string>
  isWatched: boolean
}

// Nothing a test opens may reach beyond this machine.
const ALONE = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'

/** Where the app's windows are: real pages of real Chromium, one profile folder for each session. */
export class Stage {
  readonly answers: Answers<StageCalls>
  relaunch: string[] | null = null
  readonly #options: StageOptions
  readonly #sessions = new Map<string, Session>()
  readonly #windows = new Map<number, Promise<StagePage>>()
  readonly #serving = new Map<string, Set<string>>()
  readonly #watched = new Set<string>()
  ask: Ask<AppCalls> = () => Promise.reject(new Error('The app has not started'))
  onPage: (page: Page) => void = () => undefined

  constructor(options: StageOptions) {
    this.#options = options
    this.answers = {
      'window.create': (body) => this.#create(body),
      'window.load': ({ window, url }) => this.#load(window, url),
      'window.crash': async ({ window }) => (await this.#window(window)).crash(),
      'window.reload': async ({ window }) => (await this.#window(window)).reload(),
      'window.close': async ({ window, isForced }) => (await this.#window(window)).close(isForced),
      'window.resize': async ({ window, width, height }) =>
        (await this.#window(window)).page.setViewportSize({ width, height }),
      // To a window that is about to be gone both may still be said.
      'window.visible': async ({ window, isVisible }) =>
        (await this.#windows.get(window))?.setVisible(isVisible),
      'window.send': async ({ window, channel, args }) =>
        (await this.#windows.get(window))?.send(channel, args),
      'window.run': async ({ window, code }) => (await this.#window(window)).page.evaluate(code),
      'window.insert': async ({ window, text }) =>
        (await this.#window(window)).page.keyboard.insertText(text),
      'session.serves': ({ partition, scheme }) => void this.#schemes(partition).add(scheme),
      'session.watches': ({ partition }) => void this.#watched.add(partition),
      'session.clear': ({ partition, storages }) => this.#clear(partition, storages),
      'app.leaving': async ({ relaunch }) => {
        this.relaunch = relaunch
        await this.close()
      },
    }
  }

  /** Closes every page and lets Chromium write what they stored. */
  async close(): Promise<void> {
    const open = [...this.#sessions.values()]
    this.#sessions.clear()
    await Promise.all(
      open.map(async ({ context }) => (await context).close().catch(() => undefined)),
    )
  }

  async #create(creation: Parameters<StageCalls['window.create']>[0]): Promise<void> {
    const opening = this.#open(creation)
    this.#windows.set(creation.window, opening)
    const { page } = await opening
    page.on('close', () => {
      if (this.#windows.get(creation.window) === opening) this.#windows.delete(creation.window)
    })
    this.onPage(page)
  }

  /** What has crashed never loads again in Playwright: a window that loads after that gets another page. */
  async #load(window: number, url: string): Promise<void> {
    const page = await this.#window(window)
    if (page.isCrashed) {
      await this.#create(page.creation)
      await page.leave()
    }
    await (await this.#window(window)).load(url)
  }

  async #open(creation: Parameters<StageCalls['window.create']>[0]): Promise<StagePage> {
    const { partition } = creation
    const context = await this.#context(partition)
    const schemes = this.#schemes(partition)
    const isWatched = this.#watched.has(partition)
    return StagePage.open({ context, creation, ask: this.ask, schemes, isWatched })
  }

  #window(id: number): Promise<StagePage> {
    return this.#windows.get(id) ?? Promise.reject(new Error(`There is no window ${id}`))
  }

  #schemes(partition: string): Set<string> {
    const known = this.#serving.get(partition) ?? new Set()
    this.#serving.set(partition, known)
    return known
  }

  #context(partition: string): Promise<BrowserContext> {
    const known = this.#sessions.get(partition)
    if (known !== undefined) return known.context
    const context = this.#launch(partition)
    this.#sessions.set(partition, {
      context,
      schemes: this.#schemes(partition),
      isWatched: this.#watched.has(partition),
    })
    return context
  }

  async #launch(partition: string): Promise<BrowserContext> {
    const { executablePath, args, locale } = this.#options
    const folder = this.#folder(partition)
    mkdirSync(folder, { recursive: true })
    const context = await chromium.launchPersistentContext(folder, {
      executablePath,
      args: [...args, ALONE],
      locale,
      // A scheme of the app's own has none, unless it asks for them.
      serviceWorkers: 'block',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    })
    context.on('page', (page) => void closeUnasked(page))
    return context
  }

  /** Beside the data folder's own files, as Electron keeps them. */
  #folder(partition: string): string {
    const { userData } = this.#options
    if (partition === '') return join(userData, 'Session of the double')
    const [, kept] = /^persist:(.+)$/s.exec(partition) ?? []
    const name = encodeURIComponent(kept ?? partition)
    return join(userData, kept === undefined ? 'Passing' : 'Partitions', name)
  }

  async #clear(partition: string, storages: string[] | null): Promise<void> {
    const kinds = storages?.map(kindOf) ?? ['all']
    const session = this.#sessions.get(partition)
    if (session === undefined) {
      if (storages !== null)
        throw new Error('The Electron double clears parts of open sessions only')
      return rmSync(this.#folder(partition), { recursive: true, force: true })
    }
    const context = await session.context
    if (kinds.includes('all') || kinds.includes('cookies')) await context.clearCookies()
    for (const page of context.pages()) {
      const origin = URL.parse(page.url())?.origin
      if (!origin?.startsWith('http')) continue
      const cdp = await context.newCDPSession(page)
      await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: kinds.join() })
      await cdp.detach()
    }
  }
}

/** Electron's names for what is stored, and those of Chromium. */
const KINDS: Record<string, string> = {
  cookies: 'cookies',
  filesystem: 'file_systems',
  indexdb: 'indexeddb',
  localstorage: 'local_storage',
  shadercache: 'shader_cache',
  serviceworkers: 'service_workers',
  cachestorage: 'cache_storage',
}

function kindOf(storage: string): string {
  const kind = KINDS[storage]
  if (kind === undefined) throw new Error(`The Electron double does not have storage "${storage}"`)
  return kind
}

/** A page opens no windows; what Chromium opens all the same is closed at once. */
async function closeUnasked(page: Page): Promise<void> {
  if ((await page.opener()) !== null) await page.close()
}
