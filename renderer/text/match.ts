import { fold } from './fold.ts'

const START = 8
const WORD = 6
const RUN = 4
const ANYWHERE = 1
const GAP = 0.05

const isLetter = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)

/** How well the letters of `word`, in their order, stand in `text`; 0 when one is missing. */
function scoreOf(word: string, text: string) {
  const at = text.indexOf(word)
  if (at !== -1) return word.length * (isLetter(text[at - 1]) ? RUN : at === 0 ? START : WORD)
  let score = 0
  let last = -1
  for (const letter of word) {
    const found = text.indexOf(letter, last + 1)
    if (found === -1) return 0
    const worth = found === last + 1 ? RUN / 2 : isLetter(text[found - 1]) ? ANYWHERE : RUN / 2
    score += Math.max(worth - (found - last - 1) * GAP, GAP)
    last = found
  }
  return score
}

/**
 * How well a text answers what somebody types: every word of the query must be in it, at least letter by letter. 0 is
 * no match; whole words at the start count most. Case and diacritics do not matter.
 */
export function match(query: string, text: string) {
  const folded = fold(text)
  let score = 0
  for (const word of fold(query).split(/\s+/u).filter(Boolean)) {
    const found = scoreOf(word, folded)
    if (found === 0) return 0
    score += found
  }
  return score
}
