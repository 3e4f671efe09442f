import { expect, test } from 'vitest'
import type { BulkResult } from '../../../server/contract/inbox.ts'
import { ActRun } from './run.ts'

const ids = Array.from({ length: 250 }, (_, index) => `c${index}`)
const answer = (part: readonly string[], undoId: string | null): BulkResult => ({
  results: part.map((id) => ({ id, outcome: 'done' })),
  undoId,
})

test('an act goes part by part, tells how far it is, and keeps what takes each part back', async () => {
  const progress: string[] = []
  let parts = 0
  const run = new ActRun(
    async (part) => answer(part, `undo ${++parts}`),
    (done, total) => progress.push(`${done}/${total}`),
  )
  const { results, undoIds, error } = await run.all(ids)
  expect(results.map(({ id }) => id)).toEqual(ids)
  expect(undoIds).toEqual(['undo 1', 'undo 2', 'undo 3'])
  expect(progress).toEqual(['0/250', '100/250', '200/250'])
  expect(error).toBeNull()
})

test('an act that is ended finishes the part it is in and begins no other', async () => {
  const run = new ActRun(
    async (part) => {
      run.cancel()
      return answer(part, 'undo')
    },
    () => undefined,
  )
  const { results, undoIds } = await run.all(ids)
  expect(results).toHaveLength(100)
  expect(undoIds).toEqual(['undo'])
})

test('what was done before a part failed as a whole can still be taken back', async () => {
  let parts = 0
  const run = new ActRun(
    async (part) => {
      if (++parts === 2) throw new Error('gone')
      return answer(part, 'undo')
    },
    () => undefined,
  )
  const { results, undoIds, error } = await run.all(ids)
  expect(results).toHaveLength(100)
  expect(undoIds).toEqual(['undo'])
  expect(error).toEqual(new Error('gone'))
})
