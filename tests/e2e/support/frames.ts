import type { Page } from '@playwright/test'

/** Does something while nothing of the page's own is painted, as when a machine is busy. */
export async function betweenFrames(page: Page, act: () => Promise<void>): Promise<void> {
  await page.evaluate(`(() => {
    const { requestAnimationFrame: request, cancelAnimationFrame: cancel } = window
    const held = new Map()
    let last = 0
    window.requestAnimationFrame = (callback) => (held.set(--last, callback), last)
    window.cancelAnimationFrame = (id) => held.delete(id) || cancel.call(window, id)
    window.releaseFrames = () => {
      Object.assign(window, { requestAnimationFrame: request, cancelAnimationFrame: cancel })
      for (const callback of held.values()) request.call(window, callback)
    }
  })()`)
  await act()
  await page.evaluate('window.releaseFrames()')
}
