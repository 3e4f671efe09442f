import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTypingSignal } from './typing-signal.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('typing is told at most every three seconds, and once more when it is over', () => {
  const said: boolean[] = []
  const signal = createTypingSignal((isTyping) => said.push(isTyping))
  for (let key = 0; key < 20; key++) {
    signal.keyPressed()
    vi.advanceTimersByTime(250)
  }
  expect(said).toEqual([true, true])
  vi.advanceTimersByTime(5000)
  expect(said).toEqual([true, true, false])
})

test('sending ends it at once, and nothing is told of what never began', () => {
  const said: boolean[] = []
  const signal = createTypingSignal((isTyping) => said.push(isTyping))
  signal.stop()
  signal.keyPressed()
  signal.stop()
  vi.advanceTimersByTime(10_000)
  expect(said).toEqual([true, false])
})
