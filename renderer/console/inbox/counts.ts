import { create } from 'zustand'
import type { InboxCounts } from '../../../server/contract/inbox.ts'
import { ask } from '../sync/api.ts'
import { onEvents } from '../sync/store.ts'

/** How many open conversations each view holds; null before the first answer. */
export const useCounts = create<{ counts: InboxCounts | null }>()(() => ({ counts: null }))

export async function loadCounts() {
  useCounts.setState({ counts: await ask<InboxCounts>({ path: '/api/inbox/counts' }) })
}

export const forgetCounts = () => useCounts.setState({ counts: null })

const CALM_MS = 600

/** Asks for the counts again when something moved between views, at most once in a while. */
export function watchCounts() {
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = onEvents((events) => {
    const hasMoved = events.some(
      ({ kind, refs }) =>
        (kind === 'conversation.started' || kind === 'conversation.changed') &&
        refs.channel !== 'ticket',
    )
    if (!hasMoved || timer) return
    timer = setTimeout(() => {
      timer = undefined
      void loadCounts().catch(() => undefined)
    }, CALM_MS)
  })
  return () => {
    clearTimeout(timer)
    end()
  }
}
