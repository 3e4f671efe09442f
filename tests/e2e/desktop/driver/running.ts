import type { Page } from '@playwright/test'
import type * as Electron from 'electron'

/** Where an app's main process, its data and its server are. */
export interface Launch {
  /** The app's data folder; the same one again is a restart. */
  userData: string
  args: string[]
  env: Record<string, string>
}

export type Backend = 'double' | 'electron'

/** A started app, whichever program runs it. Everything else of the driver is made of this. */
export interface Running {
  backend: Backend
  pid: number
  /** Its code once it has ended; null when a signal ended it. */
  exited: Promise<number | null>
  /** What it wrote to its output. */
  output: () => string
  windows: () => Page[]
  /** Runs a function in the main process. It must not use anything from around it. */
  evaluate: <A, R>(
    run: (electron: typeof Electron, argument: A) => R | Promise<R>,
    argument: A,
  ) => Promise<R>
  /** Ends it by force, whatever state it is in. */
  kill: () => Promise<void>
}
