import { describe, expect, it } from 'vitest'
import { languageOf, wordsOf } from './words.ts'

describe('the language of the chat', () => {
  it.each([
    ['', ['vi-VN', 'en'], 'vi'],
    ['', ['fr', 'vi'], 'vi'],
    ['', ['fr-FR'], 'en'],
    ['', [], 'en'],
    ['?lang=vi', ['en-US'], 'vi'],
    ['?lang=EN-gb', ['vi'], 'en'],
    ['?lang=toString', ['vi'], 'vi'],
  ] as const)('with %s and the browser’s %j is %s', (query, wished, expected) => {
    expect(languageOf(query, wished)).toBe(expected)
  })

  it('counts as its speakers do', async () => {
    const [en, vi] = [await wordsOf('en'), await wordsOf('vi')]
    expect([1, 2].map(en.thread.newer)).toEqual(['1 new message', '2 new messages'])
    expect([1, 2].map(vi.thread.newer)).toEqual(['1 tin nhắn mới', '2 tin nhắn mới'])
  })
})
