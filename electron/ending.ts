import type * as Electron from 'electron'
import type { LocalServer } from './local-server.ts'
import type { Native } from './native.ts'
import { guardUnload } from './unload.ts'
import type { Updates } from './updates.ts'
import type { Windows } from './window.ts'
import type { Words } from './words.ts'

/** What the server on this computer has acknowledged is on disk; it ends its work before the app does. */
export function stopBeforeQuit(
  app: Pick<Electron.App, 'on' | 'quit'>,
  local: LocalServer,
  updates: Pick<Updates, 'isInstalling' | 'finish'>,
): void {
  let isStopping = false
  let isStopped = false
  app.on('will-quit', (event) => {
    const isIdle = local.state() === 'none' && !updates.isInstalling()
    if (isStopped || (!isStopping && isIdle)) return
    event.preventDefault()
    if (isStopping) return
    isStopping = true
    void local.stop().finally(() => {
      isStopped = true
      if (!updates.finish()) app.quit()
    })
  })
}

export type HeldUpParts = {
  dialog: Pick<Electron.Dialog, 'showMessageBoxSync'>
  words: () => Words
  windows: Pick<Windows<Electron.BrowserWindow>, 'stayed'>
  native: Pick<Native, 'stayed'>
  updates: Pick<Updates, 'stayed'>
}

/** Asks before a window goes with something unsaved; who stays ends whatever was to follow. */
export function askBeforeUnload(window: Electron.BrowserWindow, parts: HeldUpParts): void {
  guardUnload({
    contents: window.webContents,
    ask() {
      const { unsaved: message, unsavedDetail: detail, leave, stay } = parts.words()
      const answers = { buttons: [leave, stay], defaultId: 1, cancelId: 1, noLink: true }
      const question = { type: 'question' as const, message, detail, ...answers }
      return parts.dialog.showMessageBoxSync(window, question) === 0
    },
    stayed() {
      for (const part of [parts.windows, parts.native, parts.updates]) part.stayed()
    },
  })
}
