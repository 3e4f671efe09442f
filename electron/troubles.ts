import type * as Electron from 'electron'
import { release } from 'node:os'
import { join } from 'node:path'
import { watchProcess, watchRenderer } from './crash.ts'
import { diagnostics, keepReport } from './diagnostics.ts'
import { watchHang } from './hang.ts'
import { textOf } from './journal.ts'
import type { Journal } from './journal.ts'
import { STOPPED_URL } from './stopped-page.ts'
import type { Words } from './words.ts'

type Pieces = Pick<typeof Electron, 'app' | 'clipboard' | 'dialog'> & { process: NodeJS.Process }

export type TroubleParts = {
  pieces: Pieces
  journal: Journal
  words: () => Words
  /** The console has given way to a page that says so. */
  stopped: () => void
  /** How the app is set. */
  settings: () => object
}

export type Troubles = {
  watchProcess: () => void
  adopt: (window: Electron.BrowserWindow, reload: () => void) => void
  copyDiagnostics: () => void
}

/** What happens when something goes wrong: it is logged, told, and can be passed on without saying who. */
export function createTroubles(parts: TroubleParts): Troubles {
  const { app, clipboard, dialog, process } = parts.pieces
  const { words, journal, stopped } = parts
  const { log } = journal
  const ask = (question: { message: string; detail: string; buttons: string[] }) =>
    dialog.showMessageBoxSync({ type: 'error', noLink: true, ...question })
  return {
    watchProcess: () =>
      watchProcess({ process, app, ask, log, words: words(), report: () => report(parts) }),
    copyDiagnostics: () => void clipboard.writeText(textFor(parts)),
    adopt(window, reload) {
      const { webContents: contents } = window
      const now = () => performance.now()
      function stop() {
        window.loadURL(STOPPED_URL).catch(() => undefined)
        stopped()
      }
      const quit = () => app.quit()
      const around = { contents, reload, stop, quit, now, ask, log, words: words() }
      const { replace } = watchRenderer(around)
      watchHang({
        contents,
        ask: async (question, signal) =>
          (
            await dialog.showMessageBox(window, {
              type: 'warning',
              noLink: true,
              signal,
              ...question,
            })
          ).response,
        replace,
        log,
        words,
      })
    },
  }
}

/** The mistake itself has been logged, so it is among the last lines. */
function report(parts: TroubleParts) {
  const { app } = parts.pieces
  try {
    keepReport(join(app.getPath('userData'), 'crashes'), new Date(), textFor(parts))
  } catch (error) {
    parts.journal.log('crash report', textOf(error))
  }
}

function textFor({ pieces: { app, process }, journal, settings }: TroubleParts): string {
  return diagnostics({
    version: app.getVersion(),
    versions: process.versions,
    platform: process.platform,
    release: release(),
    locale: app.getLocale(),
    isPackaged: app.isPackaged,
    settings: settings(),
    lines: journal.lines(),
  })
}
