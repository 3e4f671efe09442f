import type { Page } from '@playwright/test'

/** A notification of the system as the page made it. */
export interface Shown {
  title: string
  body: string
  tag: string
  requireInteraction: boolean
  isOpen: boolean
}

// In place of the browser's own, which shows nothing without a screen: what the page makes is recorded, and answers as
// the browser's would.
const RECORDER = `{
  const made = []
  class Recorded extends EventTarget {
    static permission = 'default'
    static requestPermission() {
      Recorded.permission = 'granted'
      return Promise.resolve(Recorded.permission)
    }
    isOpen = true
    constructor(title, options) {
      super()
      Object.assign(this, options, { title })
      for (const one of made) if (one.tag === this.tag) one.close()
      made.push(this)
      setTimeout(() => this.dispatchEvent(new Event('show')))
    }
    close() {
      if (!this.isOpen) return
      this.isOpen = false
      setTimeout(() => this.dispatchEvent(new Event('close')))
    }
  }
  window.Notification = Recorded
  window.madeNotifications = made
}`

/** Records the system's notifications of a page from its next load on. */
export const recordNotifications = (page: Page) => page.addInitScript(RECORDER)

/** Every notification that was made so far. */
export const madeBy = (page: Page) =>
  page.evaluate<
    Shown[]
  >(`madeNotifications.map(({ title, body, tag, requireInteraction, isOpen }) =>
    ({ title, body, tag, requireInteraction, isOpen }))`)

/** The person clicks the newest. */
export const clickNewest = (page: Page) =>
  page.evaluate(`madeNotifications.at(-1).dispatchEvent(new Event('click'))`)

/** The person looks at another program, or at this window again. */
export const look = (page: Page, where: 'away' | 'here') =>
  page.evaluate(`dispatchEvent(new Event(${JSON.stringify(where === 'here' ? 'focus' : 'blur')}))`)
