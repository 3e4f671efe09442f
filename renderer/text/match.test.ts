import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { match } from './match.ts'

const best = (query: string, texts: string[]) =>
  texts.toSorted((a, b) => match(query, b) - match(query, a))[0]

describe('a typed query', () => {
  test.each([
    ['hop thu', 'Đến hộp thư'],
    ['den', 'Đến hộp thư'],
    ['ĐẾN', 'Den hop thu'],
    ['gti', 'Go to the inbox'],
    ['inbox go', 'Go to the inbox'],
    ['tk 12', 'TK-00012'],
  ])('%s finds %s', (query, text) => {
    expect(match(query, text)).toBeGreaterThan(0)
  })

  test.each([
    ['xyz', 'Go to the inbox'],
    ['obni', 'inbo'],
    ['go mars', 'Go to the inbox'],
  ])('%s does not find %s', (query, text) => {
    expect(match(query, text)).toBe(0)
  })

  test('prefers whole words, and those at the start', () => {
    expect(best('clo', ['Colour the logo', 'Show closed', 'Close'])).toBe('Close')
    expect(best('note', ['Keynotes', 'Write a note'])).toBe('Write a note')
    expect(best('inbox', ['I need boxes', 'Go to the inbox'])).toBe('Go to the inbox')
  })

  test('finds every text by itself, by each of its words and by its letters without marks', () => {
    const word = fc.stringMatching(/^[a-zA-Zđăâêôơưáàảãạéíóúý]{1,12}$/u)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        const text = words.join(' ')
        const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd')
        for (const query of [text, plain, ...words]) expect(match(query, text)).toBeGreaterThan(0)
      }),
    )
  })
})
