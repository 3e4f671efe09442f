import { afterEach, expect, test, vi } from 'vitest'
import { newId } from './ids.ts'

const UUID_7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/

afterEach(() => void vi.useRealTimers())

test('ids are UUIDs, all different, though made in the same millisecond', () => {
  vi.useFakeTimers({ now: 0 })
  const ids = Array.from({ length: 50 }, newId)
  expect(ids.filter((id) => !UUID_7.test(id))).toEqual([])
  expect(new Set(ids).size).toBe(50)
})

const timeOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)

test.each(['2026-11-22T06:56:03.123Z', '2034-07-08T09:10:11.999Z'])(
  'an id begins with the time it was made, so that later ones sort later (%s)',
  (time) => {
    vi.useFakeTimers({ now: Date.parse(time) })
    expect(timeOf(newId())).toBe(Date.parse(time))
  },
)
