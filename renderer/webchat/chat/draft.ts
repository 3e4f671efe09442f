import type { Context } from './context.ts'
import { DRAFT_KEY, keptDraft } from './session.ts'

const REST_MS = 400

/**
 * Keeps what stands in the composer, at once and then a few times a second, and takes up what another tab did with it
 * while nobody writes here.
 */
export function followDraft({ store, storage }: Context): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    const { draft } = store.get()
    if (draft === keptDraft(storage)) return
    void storage.write({ [DRAFT_KEY]: draft || undefined })
    clearTimeout(timer)
    timer = setTimeout(rest, REST_MS)
  }
  const rest = () => {
    timer = undefined
    keep()
  }
  store.set({ draft: keptDraft(storage) })
  store.subscribe((now, before) => {
    if (now.draft !== before.draft && timer === undefined) keep()
  })
  storage.onChange((key) => {
    if (key === DRAFT_KEY && timer === undefined && !document.hasFocus())
      store.set({ draft: keptDraft(storage) })
  })
  addEventListener('pagehide', keep)
  document.addEventListener('visibilitychange', () => document.hidden && keep())
}
