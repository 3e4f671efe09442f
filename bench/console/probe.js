// What the page measures of itself: put into every page before its own code runs. `probe.ts` says what it answers.
{
  const ROW = 'ul[aria-label] > li[aria-posinset] a'
  const TOP = 'ul[aria-label="Conversations"] > li[aria-posinset="1"] a'
  const THREAD = '[role="region"][data-scrolls]'
  const longest = { frame: 0, task: 0, frames: 0 }
  let before = performance.now()
  let usable = null

  const tick = (now) => {
    longest.frame = Math.max(longest.frame, now - before)
    before = now
    longest.frames += 1
    requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest.task = Math.max(longest.task, duration)
  }).observe({ type: 'longtask' })
  const watch = new MutationObserver(() => {
    if (!document.querySelector(ROW)) return
    usable = performance.now()
    watch.disconnect()
  })
  watch.observe(document, { childList: true, subtree: true })

  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => resolve(performance.now()))
        port1.start()
        port2.postMessage(null)
      })
    })
  const until = (isSo, timeout) =>
    new Promise((resolve, reject) => {
      if (isSo()) return resolve()
      const late = setTimeout(() => reject(new Error('it did not come to pass')), timeout)
      const seen = new MutationObserver(() => {
        if (!isSo()) return
        seen.disconnect()
        clearTimeout(late)
        resolve()
      })
      const all = { childList: true, subtree: true, characterData: true, attributes: true }
      seen.observe(document, all)
    })
  const firstPaint = () => performance.getEntriesByName('first-contentful-paint')[0]

  window.probe = {
    reset() {
      Object.assign(longest, { frame: 0, task: 0, frames: 0 })
      before = performance.now()
    },
    longest: () => longest,
    async loaded() {
      while (usable === null || !firstPaint()) await new Promise(requestAnimationFrame)
      return { paint: firstPaint().startTime, usable }
    },
    async open(href) {
      const old = document.querySelector(THREAD)
      const begun = performance.now()
      document.querySelector(`a[href="${href}"]`).click()
      await until(() => {
        const now = document.querySelector(THREAD)
        return now !== null && now !== old && now.querySelector('li') !== null
      }, 10_000)
      return (await painted()) - begun
    },
    async whenTop(id, timeout) {
      const isTop = () => document.querySelector(TOP)?.getAttribute('href')?.includes(id) === true
      await until(isTop, timeout)
      await painted()
      return performance.timeOrigin + performance.now()
    },
  }
}
