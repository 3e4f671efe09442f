import { beforeEach, expect, test, vi } from 'vitest'
import { filterOfView } from '../shell/listing.ts'
import { beginAnew, useWorld } from '../sync/store.ts'
import { loadTop, spanOf } from './load.ts'

const { asked } = vi.hoisted(() => ({
  asked: [] as { path: string; answer: (page: object) => void; fail: (error: Error) => void }[],
}))

vi.mock('../sync/api.ts', () => ({
  askPage: (path: string) => new Promise((answer, fail) => void asked.push({ path, answer, fail })),
  withQuery: (path: string) => path,
}))

const PAGE = { data: [], next: null }
const mine = filterOfView('mine')
const isThere = (filter = mine) => useWorld.getState().spans[spanOf(filter)] !== undefined

beforeEach(() => {
  asked.length = 0
  beginAnew(0)
})

test('a list that two want at once is asked for once, and is there for both', async () => {
  const both = Promise.all([loadTop(mine), loadTop(mine)])
  const other = loadTop(filterOfView('all'))
  expect(asked).toHaveLength(2)
  for (const { answer } of asked) answer(PAGE)
  await Promise.all([both, other])
  expect(isThere()).toBe(true)
  void loadTop(mine)
  expect(asked).toHaveLength(3)
})

test('what fails fails for both, and is asked for again by the next', async () => {
  const both = Promise.allSettled([loadTop(mine), loadTop(mine)])
  asked[0]?.fail(new Error('away'))
  expect(await both).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
  void loadTop(mine)
  expect(asked).toHaveLength(2)
})

test('when the world begins anew nobody waits for an answer from before', async () => {
  const before = loadTop(mine)
  beginAnew(0)
  const now = loadTop(mine)
  expect(asked).toHaveLength(2)
  asked[0]?.answer(PAGE)
  await before
  expect(isThere()).toBe(false)
  void loadTop(mine)
  expect(asked).toHaveLength(2)
  asked[1]?.answer(PAGE)
  await now
  expect(isThere()).toBe(true)
})
