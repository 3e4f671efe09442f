import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { signIn, test as deskTest } from '../../support/desk.ts'
import { DesktopApp } from './app.ts'
import { MAIN, ORIGIN, runOnDouble } from './on-double.ts'
import { runOnElectron } from './on-electron.ts'
import type { Backend, Running } from './running.ts'

/** Which program runs the app in these specs: `npm run test:desktop -- --real` chooses Electron. */
export const backend: Backend = process.env.DESKTOP_BACKEND === 'electron' ? 'electron' : 'double'

export interface Start {
  /** The server named on the command line; none leaves the choice to the app. */
  server?: string
  args?: string[]
  env?: Record<string, string>
}

export interface Desktop {
  /** The data folder of every start in this test. */
  userData: string
  start: (options?: Start) => Promise<DesktopApp>
  /** A start after which somebody signs in, the admin where nobody is named. */
  startSignedIn: (
    options: Start,
    account?: { email: string; password: string },
  ) => Promise<{ app: DesktopApp; page: Page }>
  /** A start of which the test only wants to know how it ends. */
  startBare: (options?: Start) => Promise<Running>
}

interface Fixtures {
  desktop: Desktop
}

const run = backend === 'electron' ? runOnElectron : runOnDouble

/** Starts apps on one data folder of the test's own, and ends whatever is left of them. */
export const test = deskTest.extend<Fixtures>({
  deskEnvironment: async ({}, provide) => provide({ ALLOWED_ORIGINS: ORIGIN }),
  desktop: async ({}, provide, info) => {
    if (!existsSync(MAIN)) throw new Error('Run "npm run build:desktop" before these specs')
    // Each start is a program and a browser of its own.
    info.setTimeout(2 * info.timeout)
    const home = mkdtempSync(join(tmpdir(), 'frontdesk-desktop-'))
    const userData = join(home, 'data')
    const started: Running[] = []
    const startBare = async ({ server, args = [], env = {} }: Start = {}) => {
      const named = server === undefined ? [] : [`--server=${server}`]
      const running = await run({
        userData,
        args: [...named, ...args],
        env: { ...inherited(), HOME: home, ALLOWED_ORIGINS: ORIGIN, ...env },
      })
      started.push(running)
      return running
    }
    const start = async (options?: Start) => DesktopApp.take(await startBare(options))
    const startSignedIn: Desktop['startSignedIn'] = async (options, account) => {
      const app = await start(options)
      const page = await app.page()
      await signIn(page, account)
      return { app, page }
    }
    await provide({ userData, start, startSignedIn, startBare })
    for (const running of started) await running.kill()
    if (info.status !== info.expectedStatus) {
      const body = started.map(({ output }) => output()).join('\n----\n')
      await info.attach('what the app wrote', { body, contentType: 'text/plain' })
    }
    rmSync(home, { recursive: true, force: true })
  },
})

// The double must not find this machine's desktop; Electron starts on none without it.
const NEEDED = ['PATH', 'DISPLAY', 'TMPDIR']
const OF_LINUX = ['DBUS_SESSION_BUS_ADDRESS', 'WAYLAND_DISPLAY', 'XAUTHORITY', 'XDG_RUNTIME_DIR']
const OF_WINDOWS = ['APPDATA', 'LOCALAPPDATA', 'PATHEXT', 'SystemRoot', 'TEMP', 'USERPROFILE']

/** What a program needs of the surroundings, without what configures this test run. */
function inherited(): Record<string, string> {
  const names = backend === 'electron' ? [...NEEDED, ...OF_LINUX, ...OF_WINDOWS] : NEEDED
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  )
}

export { expect } from '@playwright/test'
