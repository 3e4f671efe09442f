import { expect, test } from 'vitest'
import { isId, newId } from './ids.ts'

test('ids are all different and each sorts after those made before it, also within a millisecond', () => {
  const ids = Array.from({ length: 5_000 }, newId)
  expect(ids.every(isId)).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
})
