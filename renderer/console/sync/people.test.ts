import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forgetPresence, onAsked, presenceArrived, useViewers } from './presence.ts'
import { forgetTyping, typingArrived, useTyping } from './typing.ts'
import { announce } from './store.ts'
import { said } from './facts.fixture.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  forgetPresence()
  forgetTyping()
  vi.useRealTimers()
})

const here = (id: string, isHere = true, asks = false) =>
  presenceArrived({ conversationId: 'c1', agent: { id, name: id }, isHere, asks })
const viewers = () => (useViewers.getState()['c1'] ?? []).map(({ id }) => id)

const types = (who: 'agent' | 'customer', id: string | null, isTyping = true) =>
  typingArrived({ conversationId: 'c1', who, id, name: id ?? 'Mai', isTyping })
const writers = () => (useTyping.getState()['c1'] ?? []).map(({ id }) => id)

test('who looks at a conversation is forgotten nine seconds after their last sign', () => {
  here('minh')
  vi.advanceTimersByTime(8000)
  here('minh')
  here('zoe')
  vi.advanceTimersByTime(8000)
  expect(viewers()).toEqual(['minh', 'zoe'])
  here('zoe')
  vi.advanceTimersByTime(1000)
  expect(viewers()).toEqual(['zoe'])
})

test('who leaves is gone at once, and without a connection everybody is', () => {
  here('minh')
  here('zoe')
  here('minh', false)
  expect(viewers()).toEqual(['zoe'])
  forgetPresence()
  expect(viewers()).toEqual([])
})

test('whoever looks at the same conversation is asked by who has just come', () => {
  const asked: string[] = []
  const end = onAsked((id) => asked.push(id))
  here('minh', true, true)
  here('minh')
  end()
  here('zoe', true, true)
  expect(asked).toEqual(['c1'])
})

test('a customer and several agents may type at once, and each fades alone', () => {
  types('customer', null)
  types('agent', 'minh')
  vi.advanceTimersByTime(4000)
  types('agent', 'minh')
  types('agent', 'zoe')
  vi.advanceTimersByTime(3000)
  expect(writers()).toEqual(['minh', 'zoe'])
  types('agent', 'zoe', false)
  expect(writers()).toEqual(['minh'])
})

test('the message that was typed ends its typing, and nobody else’s', () => {
  types('customer', null)
  types('agent', 'minh')
  announce([said(1, 'c1', 1)], true)
  expect(writers()).toEqual(['minh'])
})
