// In the page's own world: puts there what the preload script exposes, and says whether it is seen.
export function pageWorld(bridge, token) {
  if (window !== window.top) return
  const { offer } = bridge(token, 'page')
  const getVisibility = () => (isVisible ? 'visible' : 'hidden')
  let isVisible = true

  function freeze(value) {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return value
    for (const field of Object.values(value)) freeze(field)
    return Object.freeze(value)
  }

  offer('expose', (key, api) => {
    if (key in window)
      throw new Error(`Cannot bind an API on top of an existing property on the window object`)
    Object.defineProperty(window, key, { value: freeze(api), enumerable: true })
  })
  // Chromium without a screen always counts as seen; the app's window may be hidden or minimised.
  offer('visible', (next) => {
    if (next === isVisible) return
    isVisible = next
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  })
  Object.defineProperty(Document.prototype, 'visibilityState', {
    get: getVisibility,
    configurable: true,
  })
  Object.defineProperty(Document.prototype, 'hidden', { get: () => !isVisible, configurable: true })
}
