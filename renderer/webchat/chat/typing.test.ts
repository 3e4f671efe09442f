import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Context } from './context.ts'
import { browserStorage } from './browser-storage.ts'
import { createStore, initialState } from './store.ts'
import { typingShown, typingSignal } from './typing.ts'

const session = { sessionId: 's', sessionToken: 't', name: 'Mai' }

function openChat() {
  const told: boolean[] = []
  const ask = async (_event: string, { isTyping }: { isTyping: boolean }) => {
    told.push(isTyping)
    return { success: true }
  }
  const store = createStore({ ...initialState, session, link: 'online' })
  const context: Context = { store, storage: browserStorage(), ask: ask as never }
  return { told, store, context }
}

describe('typing', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is told at most every three seconds while the customer writes, and once when they stop', () => {
    const { told, context } = openChat()
    const signal = typingSignal(context)
    for (let key = 0; key < 35; key++) {
      signal(true)
      vi.advanceTimersByTime(100)
    }
    expect(told).toEqual([true, true])
    signal(false)
    signal(false)
    expect(told).toEqual([true, true, false])
  })

  it('is told to nobody while there is no connection', () => {
    const { told, store, context } = openChat()
    store.set({ link: 'lost' })
    typingSignal(context)(true)
    expect(told).toEqual([])
  })

  it('is shown for six seconds unless it is repeated', () => {
    const { store, context } = openChat()
    const show = typingShown(context)
    show('Linh')
    vi.advanceTimersByTime(5_000)
    show('Linh')
    vi.advanceTimersByTime(5_999)
    expect(store.get().typing).toBe('Linh')
    vi.advanceTimersByTime(1)
    expect(store.get().typing).toBeNull()
  })
})
