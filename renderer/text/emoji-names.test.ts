import { expect, it } from 'vitest'
import { EMOJI } from './emoji.ts'
import { findEmoji, NAMED_EMOJI } from './emoji-names.ts'

const found = (query: string) => findEmoji(query).map(({ emoji }) => emoji)

it('names every emoji of the picker, once', () => {
  const picker = Object.values(EMOJI).flatMap((group) => group.split(' '))
  expect(NAMED_EMOJI.toSorted()).toEqual(picker.toSorted())
})

it('finds by the beginning of a name in either language, with or without accents', () => {
  expect(found('thumbs')).toEqual(['👍', '👎'])
  expect(found('cảm')).toEqual(['🙏'])
  expect(found('giao_hang')).toEqual(['🚚'])
  expect(found('hàng')).toEqual(['📦', '🚚', '🛒'])
  expect(found('nothing')).toEqual([])
})

it('shows first what is named exactly so', () => {
  expect(found('sad')[0]).toBe('😔')
  expect(found('heart')[0]).toBe('❤️')
})
