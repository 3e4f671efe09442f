import { beforeEach, expect, test } from 'vitest'
import { change, showKept, useStanding } from '../sync/store.ts'
import { emptyWorld } from '../sync/world.ts'
import type { Keeping } from './kept-disk.ts'
import { user, withThread, worldWith } from './kept.fixture.ts'
import { Keeper } from './watch-kept.ts'

beforeEach(() => {
  change(() => emptyWorld(0))
  useStanding.setState({ mark: 'inSync', epoch: 1, since: null })
})

function house({ isAllowed = true } = {}) {
  const written: Keeping[] = []
  const fates: ('fails' | 'works')[] = []
  const disk = {
    write: async (_account: string, keeping: Keeping) => {
      if (fates.shift() === 'fails') throw new Error('full')
      written.push(keeping)
    },
  }
  const changed = () => written.at(-1)?.changed.map(({ conversationId }) => conversationId)
  return {
    written,
    fates,
    changed,
    keeper: new Keeper(disk, {
      user: () => user('linh'),
      openId: () => null,
      isAllowed: Promise.resolve(isAllowed),
    }),
  }
}

test('only threads that have changed are written again', async () => {
  const { keeper, changed, written } = house()
  change(() => withThread(withThread(worldWith(3), 'c0', 1), 'c1', 1))
  await keeper.keep(1)
  expect(changed()).toEqual(['c0', 'c1'])
  change((now) => withThread(now, 'c1', 2))
  await keeper.keep(2)
  expect(changed()).toEqual(['c1'])
  expect([...(written.at(-1)?.all ?? [])]).toEqual(['c0', 'c1'])
})

test('what a full disk did not take is written whole the next time', async () => {
  const { keeper, changed, fates } = house()
  fates.push('fails')
  change(() => withThread(worldWith(3), 'c0', 1))
  await keeper.keep(1)
  await keeper.keep(2)
  expect(changed()).toEqual(['c0'])
})

test('nothing is written before a list has come, so that what was kept earlier stays until then', async () => {
  const { keeper, written } = house()
  await keeper.keep(1)
  expect(written).toEqual([])
})

test('what was kept and is shown now is not kept anew, and gets no later time', async () => {
  const { keeper, written } = house()
  useStanding.setState({ epoch: 0 })
  showKept(worldWith(3), 7)
  await keeper.keep(9)
  expect(written).toEqual([])
})

test('what is seen while the connection is gone is as old as the last word of the server', async () => {
  const { keeper, written } = house()
  change(() => worldWith(3))
  useStanding.setState({ mark: 'offline', since: 40 })
  await keeper.keep(90)
  expect(written.at(-1)?.inbox.at).toBe(40)
})

test('nothing is written for somebody whose sign-in is forgotten with the app', async () => {
  const { keeper, written } = house({ isAllowed: false })
  change(() => withThread(worldWith(3), 'c0', 1))
  await keeper.keep(1)
  expect(written).toEqual([])
})
