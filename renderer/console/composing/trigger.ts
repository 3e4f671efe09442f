/** What opens a list while one writes: a teammate, a canned reply, an emoji. */
export type Sign = '@' | '/' | ':'

/** The word at the caret that asks for a list: where it begins, and what it is narrowed to. */
export interface Trigger {
  readonly sign: Sign
  readonly query: string
  readonly from: number
}

const LONGEST = 60

// A name has spaces in it; a colon is mostly just a colon, so it takes two letters to ask.
const ASKING: Record<Sign, RegExp> = {
  '@': /(?<![\p{L}\p{N}\p{M}])@(?<query>|[\p{L}\p{N}][^\n@]*)$/u,
  '/': /(?<!\S)\/(?<query>[^\s/]*)$/u,
  ':': /(?<!\S):(?<query>[\p{L}\p{M}\p{N}_+-]{2,})$/u,
}
const SIGNS = Object.keys(ASKING) as Sign[]

/** What the text before the caret asks for; null when nothing. */
export function triggerAt(text: string, caret: number): Trigger | null {
  const before = text.slice(Math.max(0, caret - LONGEST), caret)
  for (const sign of SIGNS) {
    const query = ASKING[sign].exec(before)?.groups?.['query']
    if (query !== undefined) return { sign, query, from: caret - query.length - 1 }
  }
  return null
}
