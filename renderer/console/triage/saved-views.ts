import { create } from 'zustand'
import type { InboxFilter } from '../../../server/contract/inbox.ts'
import type { SavedView, SavedViewCount } from '../../../server/contract/views.ts'
import { ask, call } from '../sync/api.ts'
import { onEvents } from '../sync/store.ts'

interface Saved {
  /** Null before the first answer. */
  readonly views: readonly SavedView[] | null
  readonly counts: Readonly<Record<string, SavedViewCount>>
}

const NOTHING: Saved = { views: null, counts: {} }

/** The saved views this agent sees, everybody's first, each with how much it holds. */
export const useSaved = create<Saved>()(() => NOTHING)

export const forgetSaved = () => useSaved.setState(NOTHING)

const pathOf = (id: string) => `/api/views/${encodeURIComponent(id)}`

export async function loadViews() {
  useSaved.setState({ views: await ask<SavedView[]>({ path: '/api/views' }) })
  await loadViewCounts()
}

async function loadViewCounts() {
  if (!useSaved.getState().views?.length) return
  const counts = await ask<SavedViewCount[]>({ path: '/api/views/counts' })
  useSaved.setState({ counts: Object.fromEntries(counts.map((count) => [count.id, count])) })
}

/** Saves a view, or with its id changes it. */
export async function saveView(
  id: string | null,
  body: { name: string; isShared: boolean; filter: InboxFilter },
) {
  const request = id === null ? ({ method: 'POST', path: '/api/views' } as const) : null
  const view = await ask<SavedView>({
    ...(request ?? { method: 'PUT', path: pathOf(id ?? '') }),
    body,
  })
  await loadViews()
  return view
}

export async function deleteView(id: string) {
  await call({ method: 'DELETE', path: pathOf(id) })
  await loadViews()
}

/** Moves a view one place up or down among those that are listed with it. */
export async function moveView({ id, isShared }: SavedView, by: 1 | -1) {
  const ids = (useSaved.getState().views ?? [])
    .filter((view) => view.isShared === isShared)
    .map((view) => view.id)
  const at = ids.indexOf(id)
  const other = ids[at + by]
  if (at === -1 || other === undefined) return
  const order = ids.with(at, other).with(at + by, id)
  await call({ method: 'PUT', path: '/api/views/order', body: { ids: order } })
  await loadViews()
}

const CALM_MS = 3_000
// Counting for one console must never be most of what a server does.
const REST = 20
const MOVES: ReadonlySet<string> = new Set([
  'conversation.started',
  'conversation.changed',
  'conversation.identified',
  'message.added',
])

/** Asks again for views that changed, and now and then, while the inbox goes on, how much they hold. */
export function watchViews(agentId: string) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let tookMs = 0
  async function countAgain() {
    const begun = performance.now()
    await loadViewCounts().catch(() => undefined)
    tookMs = performance.now() - begun
    timer = undefined
  }
  const end = onEvents((events) => {
    const isChanged = events.some(
      ({ kind, body }) =>
        kind === 'views.changed' && (body.ownerId === null || body.ownerId === agentId),
    )
    if (isChanged) void loadViews().catch(() => undefined)
    const hasMoved = events.some(({ kind, refs }) => MOVES.has(kind) && refs.channel !== 'ticket')
    if (!hasMoved || timer) return
    timer = setTimeout(() => void countAgain(), Math.max(CALM_MS, REST * tookMs))
  })
  return () => {
    clearTimeout(timer)
    end()
  }
}
