import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseQuery } from './query.ts'
import { tokensOf } from './tokens.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 200 })
const letters = fc.stringMatching(/^[a-zàáạđơ]{2,12}$/u)

it('anything can be typed, and what has no meaning is looked for as it stands', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { words, without } = parseQuery(text)
      for (const { tokens } of [...words, ...without]) expect(tokens.length).toBeGreaterThan(0)
    }),
  )
})

it('plain words are all looked for, in order, and only the last one as it begins', () => {
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1, maxLength: 6 }), (typed) => {
      const { words } = parseQuery(typed.join(' '))
      expect(words.map(({ text }) => text)).toEqual(typed)
      expect(words.map(({ isPrefix }) => isPrefix)).toEqual(
        typed.map((_, index) => index === typed.length - 1),
      )
    }),
  )
})

const NAMED = ['from:mai', 'tag:"big order"', 'is:note', 'in:tickets', 'before:2026-11', '-not']

it('each of the words with a name is understood wherever it stands', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(NAMED), letters, (some, word) => {
      const query = parseQuery([word, ...some].join('  '))
      expect(query.from).toEqual(some.includes('from:mai') ? ['mai'] : [])
      expect(query.tags).toEqual(some.includes('tag:"big order"') ? ['big order'] : [])
      expect(query.is.has('note')).toBe(some.includes('is:note'))
      expect(query.kinds.has('tickets')).toBe(some.includes('in:tickets'))
      expect(query.before).toEqual(some.includes('before:2026-11') ? ['2026-11'] : [])
      expect(query.without).toHaveLength(some.includes('-not') ? 1 : 0)
      expect(query.words.map(({ text }) => text)).toEqual([word])
    }),
  )
})

it.each([
  ['is:blue', [['is', 'blue']]],
  ['before:soon', [['before', 'soon']]],
  ['before:2026-13', [['before', '2026', '13']]],
  ['in:heaven', [['in', 'heaven']]],
  ['http://x.test', [['http', 'x', 'test']]],
  ['from:', [['from']]],
  ['mai@x.test', [['mai', 'x', 'test']]],
  ['"đơn hàng', [['don', 'hang']]],
])('%s is plain text', (text, tokens) => {
  expect(parseQuery(text).words.map((word) => word.tokens)).toEqual(tokens)
})

it('texts are cut into words alike with and without capitals and marks, whatever they are', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const tokens = tokensOf(text)
      for (const token of tokens) expect(token).toMatch(/^[\p{L}\p{N}\uFFFD]+$/u)
      expect(tokensOf(tokens.join(' '))).toEqual(tokens)
    }),
  )
})

it('đ and marks do not count, and what has no spaces is found by each sign', () => {
  expect(tokensOf('Đường Nguyễn Huệ, TP.HCM')).toEqual(['duong', 'nguyen', 'hue', 'tp', 'hcm'])
  expect(tokensOf('注文 x12')).toEqual(['注', '文', 'x12'])
})
