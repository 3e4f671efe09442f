type Closing = { preventDefault(): void }

/** The part of electron's BrowserWindow that is used here. */
export type ClosingWindow = {
  on(event: 'close', listener: (event: Closing) => void): unknown
  once(event: 'leave-full-screen', listener: () => void): unknown
  isFullScreen(): boolean
  setFullScreen(isOn: boolean): void
  hide(): void
}

export type ClosingParts = {
  /** Whether there is a place from which the window can be brought back, and the person wants that. */
  staysReachable: () => boolean
  /** The app quits, or another window follows this one. */
  isLeaving: () => boolean
}

/** Closing the window hides it where it can be brought back: its console goes on being told of chats. */
export function keepOnClose(
  window: ClosingWindow,
  { staysReachable, isLeaving }: ClosingParts,
): void {
  window.on('close', (event) => {
    if (isLeaving() || !staysReachable()) return
    event.preventDefault()
    if (!window.isFullScreen()) return window.hide()
    // Hidden from full screen it would leave an empty black one behind.
    window.once('leave-full-screen', () => window.hide())
    window.setFullScreen(false)
  })
}
