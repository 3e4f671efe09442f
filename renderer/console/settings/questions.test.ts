import { expect, it } from 'vitest'
import { freeKey, moved } from './questions.ts'

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
