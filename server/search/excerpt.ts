import type { SearchPart } from '../contract/search.ts'
import type { Phrase } from '../db/full-text.ts'
import { type Word, wordsOf } from './tokens.ts'

const LENGTH = 160
const LEAD = 40

interface Span {
  start: number
  end: number
}

/** Where a phrase stands among the words of a text. */
export function placesOf(words: readonly Word[], { tokens, isPrefix }: Phrase): Span[] {
  const last = tokens.length - 1
  const isAt = (at: number) =>
    tokens.every((token, offset) => {
      const word = words[at + offset]?.token
      return offset === last && isPrefix ? word?.startsWith(token) : word === token
    })
  return words.flatMap((word, at) =>
    isAt(at) ? [{ start: word.start, end: words[at + last]?.end ?? word.end }] : [],
  )
}

/** All that was looked for in a text, in order, without overlaps. */
function hitsIn(text: string, phrases: readonly Phrase[]): Span[] {
  const words = wordsOf(text)
  const found = phrases.flatMap((phrase) => placesOf(words, phrase))
  const spans: Span[] = []
  for (const span of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const before = spans.at(-1)
    if (before && span.start <= before.end) before.end = Math.max(before.end, span.end)
    else spans.push({ ...span })
  }
  return spans
}

/** A text in pieces: what was looked for, and what is between. */
export const marked = (text: string, phrases: readonly Phrase[]): SearchPart[] =>
  piecesOf(text, hitsIn(text, phrases))

/** The same of a part of a long text, around the first thing that was looked for; white space is one space. */
export function excerptOf(text: string, phrases: readonly Phrase[]): SearchPart[] {
  const line = text.replaceAll(/\s+/gu, ' ').trim()
  const hits = hitsIn(line, phrases)
  const first = hits[0]?.start ?? 0
  const start = first <= LEAD ? 0 : wordStart(line, first - LEAD)
  const end = line.length - start <= LENGTH ? line.length : wordStart(line, start + LENGTH)
  const within = hits
    .filter((hit) => hit.start < end)
    .map((hit) => ({ start: hit.start - start, end: Math.min(hit.end, end) - start }))
  const pieces = piecesOf(line.slice(start, end).trimEnd(), within)
  const cutFront = start > 0 ? [{ text: '… ', isHit: false }] : []
  const cutBack = end < line.length ? [{ text: ' …', isHit: false }] : []
  return [...cutFront, ...pieces, ...cutBack]
}

/** Where the word after a place begins; in a text without spaces, the place itself, never within a sign. */
function wordStart(text: string, at: number): number {
  const space = text.indexOf(' ', at)
  if (space !== -1 && space - at < LEAD) return space + 1
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + 1 : at
}

function piecesOf(text: string, hits: readonly Span[]): SearchPart[] {
  const pieces: SearchPart[] = []
  let at = 0
  for (const { start, end } of hits) {
    if (start > at) pieces.push({ text: text.slice(at, start), isHit: false })
    pieces.push({ text: text.slice(start, end), isHit: true })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isHit: false })
  return pieces
}
