import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type * as Electron from 'electron'
import { createLink } from '../messages.ts'
import type { AppCalls, StageCalls } from '../messages.ts'
import { Stage } from './stage.ts'

export interface DoubleOptions {
  /** The app's compiled main bundle. */
  main: string
  args: string[]
  env: NodeJS.ProcessEnv
  userData: string
  executablePath: string
  chromiumArgs: string[]
  locale: string
}

/** An app run by the double; what Playwright's `ElectronApplication` is for one run by Electron. */
export interface DoubleApp {
  process: ChildProcess
  exited: Promise<number | null>
  /** The arguments of the app's next start, when it asked for one. */
  relaunch: () => string[] | null
  output: () => string
  windows: () => Page[]
  evaluate: <A, R>(
    run: (electron: typeof Electron, argument: A) => R | Promise<R>,
    argument: A,
  ) => Promise<R>
  /** Ends it, whatever state it is in. */
  end: () => Promise<void>
}

const START = join(import.meta.dirname, '../main/start.ts')

export async function launchDouble(options: DoubleOptions): Promise<DoubleApp> {
  const { executablePath, chromiumArgs, locale, userData } = options
  const stage = new Stage({ userData, executablePath, args: chromiumArgs, locale })
  const child = fork(START, [options.main, ...options.args], {
    env: options.env,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  }
  const pages: Page[] = []
  stage.onPage = (page) => {
    pages.push(page)
    page.on('close', () => pages.splice(pages.indexOf(page), 1))
  }
  const link = createLink<AppCalls, StageCalls>(
    {
      send: (message) => void child.send(message as object, () => undefined),
      on: (event, listener) => child.on(event, listener),
    },
    stage.answers,
  )
  stage.ask = link.ask
  const exited = once(child, 'exit').then(async ([code]) => {
    link.end('The app has ended')
    await stage.close()
    return code as number | null
  })
  return {
    process: child,
    exited,
    relaunch: () => stage.relaunch,
    output: () => output,
    windows: () => [...pages],
    evaluate: async (run, argument) =>
      (await link.ask('evaluate', { source: run.toString(), argument })) as never,
    async end() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
