import { expect, it } from 'vitest'
import { inside } from './inside.ts'

it('begins a label small inside a sentence, and leaves the names in it alone', () => {
  expect(inside('Loyalty card', 'en')).toBe('loyalty card')
  expect(inside('Địa chỉ ở Hà Nội', 'vi')).toBe('địa chỉ ở Hà Nội')
  expect(inside('Mã CRM', 'vi')).toBe('mã CRM')
})

it('leaves a word in capitals as it is', () => {
  expect(inside('VAT number', 'en')).toBe('VAT number')
  expect(inside('CCCD', 'vi')).toBe('CCCD')
})
