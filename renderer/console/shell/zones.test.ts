import { expect, it } from 'vitest'
import { ZONES, zoneName } from './zones.ts'

it('names a zone as it is called today, however the browser calls it', () => {
  expect(zoneName('Asia/Saigon')).toBe('Asia/Ho_Chi_Minh')
  expect(zoneName('Europe/Kiev')).toBe('Europe/Kyiv')
  expect(zoneName('Europe/London')).toBe('Europe/London')
})

it('lists every zone once, under a name that a clock can be asked for', () => {
  expect(ZONES).toContain('Asia/Ho_Chi_Minh')
  expect(ZONES).not.toContain('Asia/Saigon')
  expect(new Set(ZONES).size).toBe(ZONES.length)
  for (const timeZone of ZONES)
    expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow()
})
