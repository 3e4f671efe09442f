import { expect, test } from 'vitest'
import { localStamps } from './local-stamps.ts'

const say = (time: string) => `at ${time}`

test('the times of a transcript are said as this window says times, and nothing else changes', () => {
  const text = '[2026-11-26 09:05 UTC] An: hello [soon UTC]\n[2026-11-26 23:59 UTC] Linh: hi'
  expect(localStamps(text, say)).toBe(
    '[at 2026-11-26T09:05:00.000Z] An: hello [soon UTC]\n[at 2026-11-26T23:59:00.000Z] Linh: hi',
  )
})

test('what only looks like a time stays', () => {
  const text = '[2026-99-26 09:05 UTC] An: hello'
  expect(localStamps(text, say)).toBe(text)
})
