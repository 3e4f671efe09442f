import { useEffect } from 'react'
import { create } from 'zustand'
import type { CustomerFilter, Segment, SegmentCounts } from '../../../server/contract/segments.ts'
import { ask, call } from '../sync/api.ts'
import { onEvents } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'

interface Known {
  readonly segments: readonly Segment[]
  readonly counts: SegmentCounts
  /** The one the list of customers is narrowed to. */
  readonly chosen: string | null
}

export const useSegments = create<Known>()(() => ({ segments: [], counts: {}, chosen: null }))

const pathOf = (id: string) => `/api/segments/${encodeURIComponent(id)}`

export const chooseSegment = (chosen: string | null) => useSegments.setState({ chosen })

async function loadSegments() {
  const segments = await ask<Segment[]>({ path: '/api/segments' })
  const { chosen } = useSegments.getState()
  const isThere = segments.some(({ id }) => id === chosen)
  useSegments.setState({ segments, ...(!isThere && { chosen: null }) })
  await countSegments()
}

async function countSegments() {
  if (useSegments.getState().segments.length === 0) return
  useSegments.setState({ counts: await ask<SegmentCounts>({ path: '/api/segments/counts' }) })
}

/** Saves a segment, or with its id changes it. */
export async function saveSegment(
  id: string | null,
  body: { name: string; filter: CustomerFilter },
): Promise<Segment> {
  const request = {
    method: id === null ? 'POST' : 'PUT',
    path: id === null ? '/api/segments' : pathOf(id),
  } as const
  const segment = await ask<Segment>({ ...request, body })
  await loadSegments()
  return segment
}

export async function deleteSegment(id: string) {
  await call({ method: 'DELETE', path: pathOf(id) })
  await loadSegments()
}

const CALM_MS = 3_000
const MOVES = /^(customer|ticket|conversation\.(started|identified))/

/** Loads the segments, and counts them anew a little after something happened that may move people. */
export function useLoadedSegments() {
  useLoad('segments', loadSegments)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = onEvents((events) => {
      const isOther = events.some(({ kind }) => kind === 'segments.changed')
      if (isOther) void loadSegments().catch(() => undefined)
      else if (!timer && events.some(({ kind }) => MOVES.test(kind)))
        timer = setTimeout(() => {
          timer = undefined
          void countSegments().catch(() => undefined)
        }, CALM_MS)
    })
    return () => {
      clearTimeout(timer)
      end()
    }
  }, [])
}
