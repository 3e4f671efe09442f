import type * as Electron from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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
  /** Its kind of state is another one. */
  changed: () => void
}

/** The updates of this installation. */
export function createUpdating({ pieces, events, load, run, log, changed }: Around): Updates {
  const { app, process } = pieces
  let shown = 'idle'
  return createUpdates({
    whyOff: () =>
      whyNoUpdates({
        isPackaged: app.isPackaged,
        platform: process.platform,
        appImage: process.env['APPIMAGE'],
        program: process.execPath,
        readSource: () => sourceIn(process.resourcesPath),
        run,
      }),
    load,
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
    log,
  })
}

/** What packaging wrote for the updater, beside the archive. */
function sourceIn(resources: string): string | null {
  try {
    return readFileSync(join(resources, 'app-update.yml'), 'utf8')
  } catch {
    return null
  }
}
