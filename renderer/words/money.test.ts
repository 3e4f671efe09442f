import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digitsOf, moneyText, parseMoney, plainText } from './money.ts'

const LOCALES = ['en', 'en-GB', 'en-IN', 'vi', 'de', 'fr']
const CURRENCIES = ['USD', 'EUR', 'VND', 'JPY', 'KWD']

const plain = (text: string) => text.replaceAll(/\s/g, ' ')

test('a currency has the digits it has', () => {
  expect(['USD', 'VND', 'KWD'].map(digitsOf)).toEqual([2, 0, 3])
})

test('an amount is written as the reader’s language writes it', () => {
  expect(moneyText('en', 123_450, 'USD')).toBe('$1,234.50')
  expect(plain(moneyText('vi', 123_450, 'USD'))).toBe('1.234,50 US$')
  expect(plain(moneyText('vi', 1_250_000, 'VND'))).toBe('1.250.000 ₫')
  expect(moneyText('en', 5, 'USD')).toBe('$0.05')
})

test('a sum of more than a number holds keeps its last digit', () => {
  expect(moneyText('en', '900719925474099299', 'USD')).toBe('$9,007,199,254,740,992.99')
  expect(plain(moneyText('vi', '90071992547409931', 'VND'))).toBe('90.071.992.547.409.931 ₫')
})

test.each([
  ['en', '1,234.50', 'USD', 123_450],
  ['vi', '1.234,50', 'USD', 123_450],
  ['en', '1234', 'USD', 123_400],
  ['en', '1234.5', 'USD', 123_450],
  ['vi', '1234,5', 'USD', 123_450],
  // Both marks: which is which can be told, whoever reads.
  ['en', '1.234,50', 'USD', 123_450],
  ['vi', '1,234.50', 'USD', 123_450],
  // One alone is what the language has it for.
  ['en', '1,234', 'USD', 123_400],
  ['vi', '1.234', 'USD', 123_400],
  // No group has two digits behind it.
  ['en', '12,50', 'USD', 1_250],
  ['vi', '12.50', 'USD', 1_250],
  ['vi', '1.250.000', 'VND', 1_250_000],
  ['en', '1.250.000', 'VND', 1_250_000],
  ['en', '500.000', 'VND', 500_000],
  ['vi', '500.000 đ', 'VND', 500_000],
  ['vi', '1 250 000 ₫', 'VND', 1_250_000],
  ['en', '$1,200', 'USD', 120_000],
  ['en', 'USD 1,200', 'USD', 120_000],
  ['en', '0', 'USD', 0],
  ['en', '90071992547409.91', 'USD', Number.MAX_SAFE_INTEGER],
])('in %s, “%s” of %s is %d', (locale, typed, currency, amount) => {
  expect(parseMoney(locale, typed, currency)).toBe(amount)
})

test.each([
  ['en', '', 'USD'],
  ['en', 'much', 'USD'],
  ['en', '-5', 'USD'],
  ['en', '1.234', 'USD'],
  ['vi', '1,234', 'USD'],
  ['en', '1.5', 'VND'],
  ['en', '1.2.3', 'USD'],
  ['en', '1,2,3.4', 'USD'],
  ['en', '.5.', 'USD'],
  ['en', '12k', 'USD'],
  ['en', '90071992547409.92', 'USD'],
])('in %s, “%s” is no amount of %s', (locale, typed, currency) => {
  expect(parseMoney(locale, typed, currency)).toBeNull()
})

test('what is written is read as what it was', () => {
  const amount = fc.oneof(fc.nat(), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }))
  const place = fc.record({
    locale: fc.constantFrom(...LOCALES),
    currency: fc.constantFrom(...CURRENCIES),
    amount,
  })
  fc.assert(
    fc.property(place, ({ locale, currency, amount: value }) => {
      expect(parseMoney(locale, plainText(locale, value, currency), currency)).toBe(value)
      expect(parseMoney(locale, moneyText(locale, value, currency), currency)).toBe(value)
    }),
  )
})
