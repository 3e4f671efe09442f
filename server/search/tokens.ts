import { folded } from '../contract/text.ts'

// Scripts that write no spaces between words are cut into single signs; what follows each other is then a phrase.
const WORD =
  /[[\p{L}\p{N}]&&[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]]\p{M}*|[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]][[\p{L}\p{N}\p{M}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]]*/gv

const LONGEST = 64
const MOST = 10_000

/** A word of a text: what searches compare, and where it stands. */
export interface Word {
  token: string
  start: number
  end: number
}

const tokenOf = (word: string) => folded(word).replaceAll(/\p{M}/gu, '').slice(0, LONGEST)

/** The words of a text, in order; of a very long one the first ten thousand. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const token = tokenOf(word).toWellFormed()
    if (token !== '') words.push({ token, start: index, end: index + word.length })
    if (words.length === MOST) break
  }
  return words
}

/** What searches compare of a text: its words without case and marks. */
export const tokensOf = (text: string): string[] => wordsOf(text).map(({ token }) => token)

const bare = (id: string) => id.replaceAll('-', '')

/** Tokens that are no words of the text: they begin with a sign that no word has. */
export const facets = {
  conversation: (id: string) => `#${bare(id)}`,
  customer: (id: string) => `#${bare(id)}`,
  authorId: (id: string) => `@${tokensOf(bare(id)).join('')}`,
  authorName: (name: string) => tokensOf(name).map((token) => `@${token}`),
  authorType: (type: string) => `$${type}`,
  note: '$note',
  file: '$file',
  /** Keeps what comes before and after it from being one phrase. */
  gap: '$',
}
