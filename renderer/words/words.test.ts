import { expect, test } from 'vitest'
import { en } from './en.ts'
import { vi } from './vi.ts'

type Text = string | ((...values: never[]) => string)

function* texts(words: object, path = ''): Generator<[string, Text]> {
  for (const [key, value] of Object.entries(words)) {
    const at = path ? `${path}.${key}` : key
    if (typeof value === 'object') yield* texts(value as object, at)
    else yield [at, value as Text]
  }
}

/** A text with its parameters filled in, so that it can be compared. */
const spoken = (text: Text) =>
  typeof text === 'string' ? text : (text as (value: string) => string)('7')

const english = new Map(texts(en))
const vietnamese = [...texts(vi)]

// Names, and words both languages use.
const SAME =
  /^(?:app\.name|app\.unread|app\.languageName\..*|.*\.email|thread\.bot|.*\.(?:channels|kinds)\.(?:crisp|mail))$/

test('every text is said in Vietnamese and not left in English', () => {
  const left = vietnamese.filter(
    ([at, text]) => !SAME.test(at) && spoken(text) === spoken(english.get(at) ?? ''),
  )
  expect(left.map(([at]) => at)).toEqual([])
})

test('both languages use every value they are given', () => {
  const forgotten = [...english, ...vietnamese].filter(
    ([, text]) => typeof text === 'function' && !spoken(text).includes('7'),
  )
  expect(forgotten.map(([at]) => at)).toEqual([])
})

test('numbers have their right form', () => {
  expect(en.inbox.unread(1)).toBe('1 unread message')
  expect(en.inbox.unread(2)).toBe('2 unread messages')
  expect(en.inbox.unread(1200)).toBe('1,200 unread messages')
  expect(vi.inbox.unread(1)).toBe('1 tin chưa đọc')
  expect(vi.inbox.unread(1200)).toBe('1.200 tin chưa đọc')
})
