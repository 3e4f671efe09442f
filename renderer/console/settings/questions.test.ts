import { expect, it } from 'vitest'
import type { StartField } from '../../../server/contract/chat-settings.ts'
import type { CustomerField } from '../../../server/contract/customer-fields.ts'
import { asKind, freeKey, keepersFor, keptIn, moved } from './questions.ts'

const question = (key: string) =>
  ({ key, label: { en: '', vi: '' }, kind: 'text', isRequired: false, choices: [] }) as const

it('a new question never takes the key of another, also after one was removed', () => {
  const left = [question('question_2'), question('question_3')]
  expect(freeKey([])).toBe('question_1')
  expect(freeKey(left.map((one) => ({ ...one, choices: [] })))).toBe('question_4')
})

it('a question moves by one place, and stays at the ends', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
})

const asked = (kind: StartField['kind'], more: Partial<StartField> = {}): StartField => ({
  ...question('question_1'),
  choices: [],
  kind,
  ...more,
})
const own = (key: string, type: CustomerField['type'], isArchived = false): CustomerField => ({
  id: key,
  key,
  label: key,
  type,
  choices: type === 'choice' ? ['Free', 'Paid'] : [],
  isArchived,
})
const fields = [
  own('town', 'text'),
  own('seats', 'number'),
  own('plan', 'choice'),
  own('vip', 'boolean'),
  own('old', 'text', true),
]
const offered = (one: StartField) => keepersFor(one, fields).map(({ key }) => key)

it('answers are kept in customer fields that fit their kind, and never anew in one that is archived', () => {
  expect(offered(asked('text'))).toEqual(['town', 'seats'])
  expect(offered(asked('choice'))).toEqual(['town', 'plan', 'vip'])
  expect(offered(asked('long_text'))).toEqual([])
  expect(offered(asked('phone'))).toEqual([])
  // What was set before stays to be seen, and to be taken away.
  expect(offered(asked('text', { customerField: 'old' }))).toEqual(['town', 'seats', 'old'])
})

it('a question offers the choices of its customer field while it has none', () => {
  const kept = keptIn(asked('choice'), own('plan', 'choice'))
  expect(kept).toMatchObject({ customerField: 'plan', choices: ['Free', 'Paid'] })
  const withOwn = keptIn(asked('choice', { choices: ['Paid'] }), own('plan', 'choice'))
  expect(withOwn.choices).toEqual(['Paid'])
  expect(keptIn(kept, undefined)).not.toHaveProperty('customerField')
})

it('answers of another kind stay in their customer field only where they fit', () => {
  const kept = asked('text', { customerField: 'town' })
  expect(asKind(kept, 'choice', fields)).toMatchObject({ kind: 'choice', customerField: 'town' })
  expect(asKind(kept, 'long_text', fields)).not.toHaveProperty('customerField')
  const number = asked('text', { customerField: 'seats' })
  expect(asKind(number, 'choice', fields)).not.toHaveProperty('customerField')
})
