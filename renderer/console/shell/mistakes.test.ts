import { expect, test } from 'vitest'
import { en } from '../../words/en.ts'
import { mistakeIn } from './mistakes.ts'

const field = { type: 'text', value: '', required: false, minLength: -1 }
const mistake = (change: Partial<typeof field>) => mistakeIn({ ...field, ...change }, en.form)

test('a field that must be filled in says so, also when only white space stands in it', () => {
  expect(mistake({ required: true })).toBe(en.form.missing)
  expect(mistake({ required: true, value: '  ' })).toBe(en.form.missing)
  expect(mistake({ required: false, minLength: 5 })).toBeUndefined()
})

test('a text that is too short names how long it must be', () => {
  expect(mistake({ value: 'abc ', minLength: 5 })).toBe('Please write at least 5 characters.')
  expect(mistake({ value: 'abcde', minLength: 5 })).toBeUndefined()
})

test('white space counts in a password', () => {
  expect(mistake({ type: 'password', value: '        ', minLength: 8 })).toBeUndefined()
})

test.each(['ruth', 'ruth@', '@x.test', 'ruth@x', 'a b@x.test'])(
  '%j is no email address',
  (value) => {
    expect(mistake({ type: 'email', value })).toBe(en.form.notEmail)
  },
)

test.each(['ruth@customer.test', ' ruth@customer.test '])('%j is an email address', (value) => {
  expect(mistake({ type: 'email', value })).toBeUndefined()
})
