/** The part of electron's BrowserWindow that is used here. */
type Leavable = {
  once(event: 'closed', listener: () => void): unknown
  close(): void
}

export type Leaving = {
  /** Closes the window so that another one can follow; false where the person stays in it. */
  leave: () => Promise<boolean>
  /** The person stays in the window that was to be left. */
  stayed: () => void
  /** From a window that is being left until the next one is there. */
  isBetween: () => boolean
  arrived: () => void
}

/** From one window to the next, by closing: a window that is destroyed does not ask what its page has not saved. */
export function createLeaving(current: () => Leavable | null): Leaving {
  let isBetween = false
  let settle: (isLeft: boolean) => void = () => undefined

  const closed = (window: Leavable) =>
    new Promise<boolean>((resolve) => {
      settle = resolve
      window.once('closed', () => resolve(true))
      window.close()
    })

  return {
    async leave() {
      if (isBetween) return false
      isBetween = true
      const window = current()
      isBetween = window === null || (await closed(window))
      return isBetween
    },
    stayed: () => settle(false),
    isBetween: () => isBetween,
    arrived: () => void (isBetween = false),
  }
}
