import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { watchHang } from './hang.ts'
import { wordsFor } from './words.ts'

function hanging() {
  const calls: string[] = []
  const answer = Promise.withResolvers<number>()
  const asked: AbortSignal[] = []
  const contents = new EventEmitter()
  watchHang({
    contents,
    ask: (_question, signal) => (asked.push(signal), answer.promise),
    replace: () => calls.push('replace'),
    log: () => undefined,
    words: () => wordsFor('en'),
  })
  return { contents, calls, asked, answer: answer.resolve }
}

it('a page that does not answer is ended and loaded anew when the person wants that', async () => {
  const { contents, calls, asked, answer } = hanging()
  contents.emit('unresponsive')
  contents.emit('unresponsive')
  expect(asked).toHaveLength(1)
  answer(1)
  await vi.waitFor(() => expect(calls).toEqual(['replace']))
})

it('who waits is asked again the next time', async () => {
  const { contents, calls, asked, answer } = hanging()
  contents.emit('unresponsive')
  answer(0)
  await vi.waitFor(() => {
    contents.emit('unresponsive')
    expect(asked.length).toBeGreaterThan(1)
  })
  expect(calls).toEqual([])
})

it('a page that answers again takes the question back', async () => {
  const { contents, calls, asked, answer } = hanging()
  contents.emit('unresponsive')
  contents.emit('responsive')
  expect(asked[0]?.aborted).toBe(true)
  answer(1)
  await Promise.resolve()
  expect(calls).toEqual([])
})
