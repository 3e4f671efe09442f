import { describe, expect, it } from 'vitest'
import { triggerAt } from './trigger.ts'

const at = (text: string) => triggerAt(text, text.length)

describe('what opens a list', () => {
  it.each([
    ['@', '@', ''],
    ['hi @Thùy Li', '@', 'Thùy Li'],
    ['(@an', '@', 'an'],
    ['/', '/', ''],
    ['Chào\n/hoàn-tiền', '/', 'hoàn-tiền'],
    [':smi', ':', 'smi'],
    ['tốt :cười', ':', 'cười'],
  ])('%j asks', (text, sign, query) => {
    expect(at(text)).toEqual({ sign, query, from: text.length - query.length - 1 })
  })

  it.each([
    '',
    'mail@shop',
    '@ ',
    '1/2',
    'https://',
    'a/b',
    '//',
    'note: hi',
    ':a',
    ':)',
    '10:30pm',
  ])('%j asks nothing', (text) => {
    expect(at(text)).toBeNull()
  })

  it('is the word before the caret, whatever follows', () => {
    expect(triggerAt('/hi there', 3)).toEqual({ sign: '/', query: 'hi', from: 0 })
    expect(triggerAt('/hi there', 9)).toBeNull()
  })
})
