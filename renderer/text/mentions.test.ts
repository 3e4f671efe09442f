import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mentionedIn, mentionParts } from './mentions.ts'

const linh = { id: '1', name: 'Linh' }
const thuyLinh = { id: '2', name: 'Linh Nguyễn Thùy' }
const other = { id: '3', name: 'Linh' }

it('names whoever stands whole after an @, of two that fit the longer', () => {
  expect(mentionedIn('@Linh Nguyễn Thùy, xem giúp', [linh, thuyLinh])).toEqual(['2'])
  expect(mentionedIn('@Linh Nguyễn xem giúp', [linh, thuyLinh])).toEqual(['1'])
  expect(mentionedIn('(@Linh) and @Linh Nguyễn Thùy', [linh, thuyLinh])).toEqual(['1', '2'])
})

it.each(['mail@Linh', '@Linhh', '@linh', 'Linh', '@ Linh', ''])('names nobody in %j', (text) => {
  expect(mentionedIn(text, [linh])).toEqual([])
})

it('means everybody of a name that two have', () => {
  expect(mentionedIn('@Linh?', [linh, other])).toEqual(['1', '3'])
})

it('cuts a text without losing any of it', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom('@', '@Linh', ' ', '@Linh Nguyễn Thùy'))
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      const parts = mentionParts(text, [linh, thuyLinh])
      expect(parts.map((part) => part.text).join('')).toBe(text)
      const named = parts.filter(({ id }) => id !== undefined)
      for (const part of named) expect(part.text).toMatch(/^@Linh/)
    }),
  )
})
