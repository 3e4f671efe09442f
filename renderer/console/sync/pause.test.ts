import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pause } from './pause.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a pause takes its time', async () => {
  const over = vi.fn<() => void>()
  void pause(40_000, new AbortController().signal).then(over)
  await vi.advanceTimersByTimeAsync(39_999)
  expect(over).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(over).toHaveBeenCalledOnce()
})

test.each([0, 1])(
  'a pause ends with what is waited for, also before it began (%#)',
  async (first) => {
    const control = new AbortController()
    if (first === 0) control.abort()
    const pausing = pause(40_000, control.signal)
    control.abort()
    await pausing
    expect(vi.getTimerCount()).toBe(0)
  },
)
