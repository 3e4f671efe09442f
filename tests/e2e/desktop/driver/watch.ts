import type * as Electron from 'electron'

/** What a person would see and do outside the windows, kept in the main process for the test. */
export interface Watched {
  shown: Electron.Notification[]
  opened: string[]
  questions: Array<{ message: string; detail: string; buttons: string[] }>
  /** What is beside the clock. */
  tray: Electron.Tray | null
  trayMenu: Electron.Menu | null
  /** How far the taskbar said that things are, one after the other. */
  progress: number[]
  /** The labels of the buttons that will be pressed, in the order of the questions. */
  answers: string[]
}

declare global {
  var watched: Watched
}

/** Runs in the main process, so it may use nothing from around it. */
export function watch({ BrowserWindow, dialog, Notification, shell, Tray }: typeof Electron): void {
  const watched: Watched = {
    shown: [],
    opened: [],
    questions: [],
    tray: null,
    trayMenu: null,
    progress: [],
    answers: [],
  }
  globalThis.watched = watched
  const shows = Object.getOwnPropertyDescriptor(Notification.prototype, 'show')
  Notification.prototype.show = function (this: Electron.Notification) {
    const leave = () => (watched.shown = watched.shown.filter((shown) => shown !== this))
    watched.shown.push(this)
    // The system takes one away once something was done with it.
    this.on('close', leave)
    this.on('click', leave)
    this.on('action', leave)
    this.on('reply', leave)
    Reflect.apply(shows?.value as () => void, this, [])
  }
  // Neither is listed anywhere: each is seen when it is told something.
  const setMenu = Reflect.get(Tray.prototype, 'setContextMenu') as () => void
  Tray.prototype.setContextMenu = function (this: Electron.Tray, menu: Electron.Menu | null) {
    watched.tray = this
    watched.trayMenu = menu
    Reflect.apply(setMenu, this, [menu])
  }
  const setProgress = Reflect.get(BrowserWindow.prototype, 'setProgressBar') as () => void
  BrowserWindow.prototype.setProgressBar = function (this: Electron.BrowserWindow, done: number) {
    watched.progress.push(done)
    Reflect.apply(setProgress, this, [done])
  }
  shell.openExternal = async (url) => void watched.opened.push(url)
  const press = (options: Electron.MessageBoxOptions) => {
    const { message, detail = '', buttons = ['OK'] } = options
    watched.questions.push({ message, detail, buttons })
    const label = watched.answers.shift()
    if (label === undefined) throw new Error(`The test does not answer "${message}"`)
    const response = buttons.indexOf(label)
    if (response === -1) throw new Error(`"${message}" has no button "${label}": ${buttons.join()}`)
    return response
  }
  const optionsIn = (given: unknown[]) => given.at(-1) as Electron.MessageBoxOptions
  dialog.showMessageBox = async (...given: unknown[]) => ({
    response: press(optionsIn(given)),
    checkboxChecked: false,
  })
  dialog.showMessageBoxSync = (...given: unknown[]) => press(optionsIn(given))
}
