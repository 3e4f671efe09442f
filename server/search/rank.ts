import { folded } from '../contract/text.ts'
import { placesOf } from './excerpt.ts'
import type { Typed } from './query.ts'
import { wordsOf } from './tokens.ts'

const DAY_MS = 86_400_000
const FRESH_DAYS = 30

/**
 * How well a text answers what was typed. Every candidate has all the words: what tells them apart is whether they are
 * whole words, together and in order, with the very diacritics that were typed, and how much else the text says.
 */
export function relevanceOf(text: string, typed: readonly Typed[]): number {
  if (typed.length === 0) return 0
  const words = wordsOf(text)
  const whole = typed.filter((each) => placesOf(words, { ...each, isPrefix: false }).length > 0)
  const together = { tokens: typed.flatMap(({ tokens }) => tokens), isPrefix: true }
  const isTogether = typed.length > 1 && placesOf(words, together).length > 0
  return (
    whole.length / typed.length +
    (isTogether ? 1 : 0) +
    markedShare(text, typed) +
    1 / (1 + words.length / 40)
  )
}

// `giá` means `giá` more than it means `gia`; who types `gia` may mean either.
function markedShare(text: string, typed: readonly Typed[]): number {
  const withMarks = typed.filter((each) => folded(each.text) !== each.text.toLowerCase())
  if (withMarks.length === 0) return 0
  const line = text.normalize('NFC').toLowerCase()
  const same = withMarks.filter((each) => line.includes(each.text.normalize('NFC').toLowerCase()))
  return same.length / withMarks.length
}

/** What being new is worth: as much as being a whole word today, half of it a month later. */
export const freshnessOf = (at: string, now: Date): number =>
  1 / (1 + Math.max(0, now.getTime() - Date.parse(at)) / DAY_MS / FRESH_DAYS)
