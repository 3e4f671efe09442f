import { describe, expect, it } from 'vitest'
import { inWords, speechIn } from './language.ts'

const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime()

describe('when somebody answers again', () => {
  it.each([
    ['today', at(23, 15), 'today at 15:00'],
    ['tomorrow', at(24, 9), 'tomorrow at 09:00'],
    ['on a day', at(27, 9), 'on Friday 27 November at 09:00'],
  ])('is said as %s, by the visitor’s own clock', async (_when, opens, said) => {
    const { when } = await speechIn('en', ['en-GB'])
    expect(when(opens, at(23, 8))).toBe(said)
  })

  it('is said in Vietnamese too', async () => {
    const { when } = await speechIn('vi', ['vi-VN'])
    expect(when(at(24, 9), at(23, 23))).toBe('ngày mai lúc 09:00')
  })
})

describe('a text the admin wrote', () => {
  it.each([
    [{ en: 'Hello', vi: 'Chào' }, 'Chào'],
    [{ en: 'Hello', vi: '' }, 'Hello'],
    [{ en: '', vi: '' }, 'our own'],
    [undefined, 'our own'],
  ])('%j is said to a Vietnamese as “%s”', (texts, said) => {
    expect(inWords(texts, 'vi', 'our own')).toBe(said)
  })
})
