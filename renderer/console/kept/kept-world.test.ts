import { expect, test } from 'vitest'
import { filterOfView } from '../shell/listing.ts'
import { isMatch, placeIn } from '../inbox/filter.ts'
import { RowIndex } from '../sync/row-index.ts'
import { layOut } from '../sync/rows.ts'
import { byPlace } from '../sync/span.ts'
import type { World } from '../sync/world.ts'
import { endOf, inboxOf, threadsOf, worldOf } from './kept-world.ts'
import { NAME_OF_ALL, user, withThread, worldWith } from './kept.fixture.ts'

/** What is kept of a world, and the world that is made of it. */
function reopened(world: World, openId: string | null = null) {
  const inbox = inboxOf(world, { user: user('linh'), at: 0, openId })
  const threads = [...threadsOf(world, { agentId: 'linh', openId })].map(([id, thread]) =>
    endOf(id, thread),
  )
  return worldOf(structuredClone({ inbox, threads }))
}

/** The rows of the view of all, as the list shows them. */
function listed(world: World) {
  const filter = filterOfView('all')
  const beholder = { agentId: 'linh', now: 0 }
  const of = {
    isIn: (one: Parameters<typeof isMatch>[1]) => isMatch(filter, one, one.customer, beholder),
    placeOf: (one: Parameters<typeof placeIn>[1]) => placeIn(filter, one),
    order: byPlace,
  }
  const span = world.spans[NAME_OF_ALL]
  if (!span) throw new Error('The list is not there')
  return layOut(new RowIndex(of).rowsOf(world.conversations), span, of).here.map((row) => row.id)
}

test('the list shows the same rows in the same order, and says that it is whole', () => {
  const world = worldWith(30)
  expect(listed(reopened(world))).toEqual(listed(world))
  expect(reopened(world).spans[NAME_OF_ALL]?.floor).toBeNull()
})

test('of a long list the latest rows are kept, those that were opened with them, and none says that they are all', () => {
  const rows = listed(reopened(withThread(worldWith(500), 'c400', 1)))
  expect(rows).toHaveLength(200)
  expect(rows.slice(0, 3)).toEqual(['c0', 'c1', 'c2'])
  expect(rows.at(-1)).toBe('c400')
  expect(reopened(worldWith(500)).spans[NAME_OF_ALL]?.floor).not.toBeNull()
})

test('a thread keeps its last fifty messages, and begins at its beginning only where that is kept', () => {
  const world = withThread(withThread(worldWith(3), 'c1', 80), 'c2', 8)
  const { c1, c2 } = reopened(world).threads
  expect(c1?.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, at) => at + 31))
  expect(c1?.older).not.toBeNull()
  expect(c2?.messages).toHaveLength(8)
  expect(c2?.older).toBeNull()
  expect(reopened(withThread(world, 'c0', 2, 'more')).threads.c0?.older).not.toBeNull()
})

test('of many threads the open one, the reader’s own and those in which something happened last are kept', () => {
  let world = worldWith(60, { c57: 'linh', c58: 'minh' })
  for (let at = 0; at < 60; at++) world = withThread(world, `c${59 - at}`, 1)
  const kept = Object.keys(reopened(world, 'c59').threads)
  const latest = Array.from({ length: 48 }, (_, at) => `c${at}`)
  expect(kept.toSorted()).toEqual([...latest, 'c57', 'c59'].toSorted())
})

test('a view that was never loaded is not there, rather than empty', () => {
  expect(Object.keys(reopened(worldWith(1)).spans)).toEqual([NAME_OF_ALL])
})
