import { describe, expect, it } from 'vitest'
import type { ChatMessage } from '../../../server/contract/webchat.ts'
import { actionsOf } from './actions.ts'
import { type Context, dispatch } from './context.ts'
import { telling } from './telling.ts'
import { browserStorage } from './browser-storage.ts'
import { createStore, initialState } from './store.ts'

const session = { sessionId: 's', sessionToken: 't', name: 'Mai' }

function openChat(isHeard = true) {
  const read: number[] = []
  const ask = async (_event: string, { seq }: { seq: number }) => {
    read.push(seq)
    return isHeard ? { success: true } : undefined
  }
  const store = createStore({ ...initialState, session, link: 'online' })
  const context: Context = { store, storage: browserStorage(), ask: ask as never }
  const means = { send: async () => {}, bringUp: async () => {}, signal: () => {} }
  const tellRead = telling(context, 'read', ({ customerReadSeq }) => customerReadSeq, 0)
  const see = async () => {
    actionsOf(context, means).seen()
    await tellRead()
  }
  const hear = (seq: number, senderType: ChatMessage['senderType']) => {
    const message = { id: `m${seq}`, sessionId: 's', seq, senderType, senderName: 'x' }
    dispatch(context, { kind: 'announced', message: message as ChatMessage })
  }
  return { read, see, hear, tellRead }
}

describe('reading', () => {
  it('tells the server how far, once, and nothing of the customer’s own messages', async () => {
    const { read, see, hear } = openChat()
    hear(1, 'customer')
    await see()
    expect(read).toEqual([])
    hear(2, 'agent')
    hear(3, 'agent')
    await see()
    await see()
    hear(4, 'customer')
    await see()
    expect(read).toEqual([3])
  })

  it('is told again while the server did not hear it', async () => {
    const { read, see, hear, tellRead } = openChat(false)
    hear(1, 'agent')
    await see()
    await tellRead()
    expect(read).toEqual([1, 1])
  })
})
