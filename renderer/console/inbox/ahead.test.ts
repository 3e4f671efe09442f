import { expect, test } from 'vitest'
import { threadWanted } from '../sync/learn.ts'
import { emptyWorld } from '../sync/world.ts'
import { withFewThreads } from './ahead.ts'

test('of many threads the ones that came first are let go, but never the one on the screen', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  const world = ids.reduce(threadWanted, emptyWorld(0))
  expect(Object.keys(withFewThreads(world, 'a', 2).threads)).toEqual(['a', 'd', 'e'])
  expect(Object.keys(world.threads)).toEqual(ids)
  expect(withFewThreads(world, null, 5)).toBe(world)
})
