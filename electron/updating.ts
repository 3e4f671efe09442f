import type * as Electron from 'electron'
import { spawn } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownAppImage } from './app-image.ts'
import type { Events } from './bridge/events.ts'
import { whyNoUpdates } from './installation.ts'
import type { Run } from './run.ts'
import { createUpdates } from './updates.ts'
import type { Updater, Updates } from './updates.ts'

type Around = {
  pieces: Pick<typeof Electron, 'app'> & { process: NodeJS.Process }
  events: Pick<Events, 'say'>
  /** Reads what fetches and installs, which nothing else needs. */
  load: () => Promise<Updater>
  run: Run
  log: (what: string, error: unknown) => void
  /** The program lies in another file from now on. */
  moved: (program: string) => void
  /** Its kind of state is another one. */
  changed: () => void
}

/** The updates of this installation. */
export function createUpdating({ pieces, events, run, changed, ...around }: Around): Updates {
  const { app, process } = pieces
  const appImage = ownAppImage(process)
  let shown = 'idle'
  return createUpdates({
    whyOff: () =>
      whyNoUpdates({
        isPackaged: app.isPackaged,
        platform: process.platform,
        appImage,
        program: process.execPath,
        readSource: () => sourceIn(process.resourcesPath),
        isWritable,
        run,
      }),
    ...around,
    tell(state) {
      // A page that begins asks for it.
      events.say('update.change', state)
      if (state.state === shown) return
      shown = state.state
      changed()
    },
    now: () => new Date(),
    after: (ms, look) => void setTimeout(look, ms).unref(),
    every: (ms, look) => void setInterval(look, ms).unref(),
    quit: () => app.quit(),
    makeWay: () => app.releaseSingleInstanceLock(),
    comeBack: () => startAnew(app, appImage),
  })
}

/** As the updater starts a new one: Electron's own way needs the folder of the AppImage, which goes when this app ends. */
function startAnew(app: Pick<Electron.App, 'relaunch'>, appImage: string | undefined) {
  if (appImage === undefined) return app.relaunch()
  // There is nobody left to whom it could be said that it cannot be started.
  spawn(appImage, { detached: true, stdio: 'ignore' })
    .on('error', () => undefined)
    .unref()
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** What packaging wrote for the updater, beside the archive. */
function sourceIn(resources: string): string | null {
  try {
    return readFileSync(join(resources, 'app-update.yml'), 'utf8')
  } catch {
    return null
  }
}
