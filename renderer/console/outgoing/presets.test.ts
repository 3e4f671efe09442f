import { describe, expect, test } from 'vitest'
import { fieldValue, presetsAt } from './presets.ts'

const offered = (now: string) =>
  presetsAt(new Date(now)).map(({ name, at }) => `${name} ${fieldValue(at)}`)

describe('times that are offered', () => {
  test('are an hour, the evening, tomorrow and Monday', () => {
    expect(offered('2026-11-25T10:20:00')).toEqual([
      'hour 2026-11-25T11:20',
      'evening 2026-11-25T18:00',
      'tomorrow 2026-11-26T09:00',
      'monday 2026-11-30T09:00',
    ])
  })

  test('leave out an evening that is here, and a Monday that is tomorrow', () => {
    expect(offered('2026-11-29T17:00:00')).toEqual([
      'hour 2026-11-29T18:00',
      'tomorrow 2026-11-30T09:00',
    ])
  })

  test('mean the next Monday on a Monday, across the end of a year', () => {
    expect(offered('2026-12-28T20:00:00')).toEqual([
      'hour 2026-12-28T21:00',
      'tomorrow 2026-12-29T09:00',
      'monday 2027-01-04T09:00',
    ])
  })
})
