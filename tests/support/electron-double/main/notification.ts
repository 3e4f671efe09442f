import type * as Electron from 'electron'
import { LoudEmitter, preventable } from './loud.ts'

const EVENTS = ['action', 'click', 'close', 'failed', 'reply', 'show']

/** Shown means told to be shown: there is no desktop here that draws it. */
export class Notification extends LoudEmitter {
  static isSupported = () => true

  readonly id: string
  readonly groupId: string
  title: string
  subtitle: string
  body: string
  silent: boolean
  hasReply: boolean
  replyPlaceholder: string
  timeoutType: string
  urgency: string
  sound: string
  closeButtonText: string
  toastXml: string
  actions: Electron.NotificationAction[]
  #isShown = false

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super('Notification', EVENTS)
    this.id = options.id ?? ''
    this.groupId = options.groupId ?? ''
    this.title = options.title ?? ''
    this.subtitle = options.subtitle ?? ''
    this.body = options.body ?? ''
    this.silent = options.silent ?? false
    this.hasReply = options.hasReply ?? false
    this.replyPlaceholder = options.replyPlaceholder ?? ''
    this.timeoutType = options.timeoutType ?? 'default'
    this.urgency = options.urgency ?? 'normal'
    this.sound = options.sound ?? ''
    this.closeButtonText = options.closeButtonText ?? ''
    this.toastXml = options.toastXml ?? ''
    this.actions = options.actions ?? []
  }

  show() {
    this.#isShown = true
    setImmediate(() => this.emit('show', preventable({})))
  }
  close() {
    if (!this.#isShown) return
    this.#isShown = false
    this.emit('close', preventable({ reason: 'applicationHidden' }))
  }
}
