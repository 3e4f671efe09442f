import type * as Electron from 'electron'

/** What a person would see and do outside the windows, kept in the main process for the test. */
export interface Watched {
  shown: Electron.Notification[]
  opened: string[]
  questions: Array<{ message: string; detail: string; buttons: string[] }>
  /** The labels of the buttons that will be pressed, in the order of the questions. */
  answers: string[]
}

declare global {
  var watched: Watched
}

/** Runs in the main process, so it may use nothing from around it. */
export function watch({ dialog, Notification, shell }: typeof Electron): void {
  const watched: Watched = { shown: [], opened: [], questions: [], answers: [] }
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
