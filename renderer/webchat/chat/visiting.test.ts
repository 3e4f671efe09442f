import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { browserStorage } from './browser-storage.ts'
import type { Context } from './context.ts'
import type { Answer } from './server.ts'
import { createStore, initialState } from './store.ts'
import { visiting } from './visiting.ts'

const session = { sessionId: 's', sessionToken: 't', name: 'Mai' }
const refused = (code: string): Answer<object> => ({
  success: false,
  code,
  error: '',
  retryAfter: 4,
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function pageOf(answers: Array<Answer<object>>) {
  const told: string[] = []
  const ask = async (_event: string, { page }: { page: { url: string } }) => {
    told.push(page.url)
    return answers.shift()
  }
  const site = { page: { url: 'https://shop.test/a', title: 'A' } }
  const store = createStore({ ...initialState, link: 'online', session, site })
  const context: Context = { store, storage: browserStorage(), ask: ask as never }
  const visit = visiting(context)
  visit()
  return { told, visit }
}

it.each([
  ['nothing was answered', undefined, 5],
  ['the server is away', refused('unavailable'), 4],
  ['it was too much at once', refused('rate_limited'), 4],
])('the page is told again where %s, after a while', async (_why, answer, seconds) => {
  const { told, visit } = pageOf([answer, { success: true }])
  await vi.advanceTimersByTimeAsync(3_000)
  expect(told).toHaveLength(1)
  // Whatever happens meanwhile.
  visit()
  await vi.advanceTimersByTimeAsync(seconds * 1_000 - 1)
  expect(told).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(told).toEqual(['https://shop.test/a', 'https://shop.test/a'])
  visit()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told).toHaveLength(2)
})

it('a page that is refused for good is not told again', async () => {
  const { told, visit } = pageOf([refused('not_allowed')])
  await vi.advanceTimersByTimeAsync(3_000)
  visit()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told).toHaveLength(1)
})
