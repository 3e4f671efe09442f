import { beforeEach, expect, test } from 'vitest'
import { clearSelection, select, selectTo, toggle, useSelection } from './selection.ts'

const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }))
const chosen = () => [...useSelection.getState().ids].toSorted().join('')

beforeEach(clearSelection)

test('a conversation is chosen, and chosen no longer', () => {
  toggle('a')
  toggle('c')
  expect(chosen()).toBe('ac')
  toggle('a')
  expect(chosen()).toBe('c')
})

test('a range goes from what was chosen last, either way, beside what is chosen', () => {
  toggle('a')
  toggle('d')
  selectTo('b', rows)
  expect(chosen()).toBe('abcd')
  selectTo('e', rows)
  expect(chosen()).toBe('abcde')
})

test('a range without a beginning in the list is one conversation', () => {
  selectTo('c', rows)
  expect(chosen()).toBe('c')
  select(['x'], 'x')
  selectTo('e', rows)
  expect(chosen()).toBe('cex')
})
