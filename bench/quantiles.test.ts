import { expect, it } from 'vitest'
import { median, quantile } from './quantiles.ts'

it('a quantile is a value that occurred, counted from the smallest', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect(quantile(values, 0.5)).toBe(50)
  expect(quantile(values, 0.99)).toBe(99)
  expect(quantile(values, 1)).toBe(100)
  expect(quantile([7], 0.01)).toBe(7)
})

it('nothing measured is not a number, never zero', () => {
  expect(quantile([], 0.5)).toBeNaN()
  expect(median([])).toBeNaN()
})

it('the median of rounds ignores the one that was disturbed', () => {
  expect(median([10, 900, 11])).toBe(11)
  expect(median([1, 2, 3, 4])).toBe(2.5)
})
