import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChatMessage, ResumedChat } from '../../../server/contract/webchat.ts'
import { apply } from './apply.ts'
import {
  emptyThread,
  type Fact,
  isBehind,
  lastSeq,
  nextToSend,
  type Thread,
  unreadCount,
} from './thread.ts'

const message = (seq: number, more: Partial<ChatMessage> = {}): ChatMessage => ({
  id: `m${seq}`,
  sessionId: 's',
  seq,
  senderType: 'agent',
  senderId: 'a',
  senderName: 'Linh',
  content: `text ${seq}`,
  sentAt: '2026-11-22T08:00:00.000Z',
  ...more,
})
const mine = (seq: number, clientMessageId: string) =>
  message(seq, { senderType: 'customer', senderName: 'Mai', clientMessageId })
const written = (clientMessageId: string, at = 1): Fact => ({
  kind: 'written',
  outgoing: { clientMessageId, content: clientMessageId, at, state: 'sending' },
})
const announced = (one: ChatMessage): Fact => ({ kind: 'announced', message: one })
const acknowledged = (clientMessageId: string, seq: number): Fact => ({
  kind: 'acknowledged',
  sessionId: 's',
  clientMessageId,
  answer: { messageId: `m${seq}`, seq, sentAt: '2026-11-22T08:00:00.000Z' },
})
const resumed = (messages: ChatMessage[], more: Partial<ResumedChat> = {}): Fact => ({
  kind: 'resumed',
  answer: {
    messages,
    agent: null,
    status: 'active',
    headSeq: messages.at(-1)?.seq ?? 0,
    customerReadSeq: 0,
    agentReadSeq: 0,
    agentGotSeq: 0,
    customer: { name: 'Mai', isVerified: false },
    rating: null,
    asksRating: false,
    ...more,
  },
})
const after = (...facts: Fact[]) => facts.reduce<Thread>(apply, emptyThread)
const seqs = (thread: Thread) => thread.messages.map(({ seq }) => seq)

describe('a thread', () => {
  it('asks for what is missing when a message comes after a gap, and shows nothing beyond it', () => {
    const gap = after(announced(message(1)), announced(message(4)))
    expect(seqs(gap)).toEqual([1])
    expect(isBehind(gap)).toBe(true)
    const whole = apply(gap, resumed([message(2), message(3), message(4)]))
    expect(seqs(whole)).toEqual([1, 2, 3, 4])
    expect(isBehind(whole)).toBe(false)
  })

  it('puts messages that come out of order in order', () => {
    const thread = after(announced(message(2)), announced(message(3)), announced(message(1)))
    expect(seqs(thread)).toEqual([1, 2, 3])
    expect(thread.ahead).toEqual([])
  })

  it('takes a message once, however often it comes', () => {
    const once = after(announced(message(1)))
    expect(apply(once, announced(message(1)))).toBe(once)
    expect(apply(once, resumed([message(1)])).messages).toEqual([message(1)])
  })

  it('is behind while an answer says that there is more', () => {
    const thread = after(resumed([message(1), message(2)], { headSeq: 5 }))
    expect(isBehind(thread)).toBe(true)
    expect(lastSeq(thread)).toBe(2)
  })

  it.each([
    ['before', [acknowledged('x', 1), announced(mine(1, 'x'))]],
    ['after', [announced(mine(1, 'x')), acknowledged('x', 1)]],
  ])('shows a sent message once when it is acknowledged %s it is announced', (_when, facts) => {
    const thread = after(written('x'), ...facts)
    expect(seqs(thread)).toEqual([1])
    expect(thread.outbox).toEqual([])
  })

  it('keeps an acknowledged message in its place, as sent, until what is before it has come', () => {
    const waiting = after(written('x'), acknowledged('x', 2))
    expect(waiting.outbox).toMatchObject([{ clientMessageId: 'x', state: 'sent' }])
    expect(nextToSend(waiting)).toBeUndefined()
    const settled = apply(waiting, announced(message(1)))
    expect(seqs(settled)).toEqual([1, 2])
    expect(settled.outbox).toEqual([])
  })

  it('sends in the order of writing, past what was refused', () => {
    const refused: Fact = {
      kind: 'refused',
      clientMessageId: 'a',
      reason: { code: 'c', text: 't' },
    }
    const thread = after(written('a', 1), written('b', 2), refused)
    expect(thread.outbox[0]).toMatchObject({ state: 'failed', reason: { code: 'c', text: 't' } })
    expect(nextToSend(thread)?.clientMessageId).toBe('b')
    const again = apply(thread, { kind: 'retried', clientMessageId: 'a', at: 3 })
    expect(again.outbox.map(({ clientMessageId }) => clientMessageId)).toEqual(['b', 'a'])
    expect(again.outbox[1]).toEqual({ clientMessageId: 'a', content: 'a', at: 3, state: 'sending' })
  })

  it('does not take back as failed what the server has', () => {
    const refused: Fact = {
      kind: 'refused',
      clientMessageId: 'x',
      reason: { code: 'c', text: 't' },
    }
    expect(after(written('x'), acknowledged('x', 2), refused).outbox[0]?.state).toBe('sent')
  })

  it('never moves a read mark back', () => {
    const thread = after(
      { kind: 'read', by: 'agent', seq: 5 },
      { kind: 'read', by: 'agent', seq: 3 },
      { kind: 'read', by: 'customer', seq: 4 },
      resumed([], { agentReadSeq: 2, customerReadSeq: 1 }),
    )
    expect(thread).toMatchObject({ agentReadSeq: 5, customerReadSeq: 4 })
  })

  it('never moves a delivery mark back, nor below what is read', () => {
    const got = (seq: number): Fact => ({ kind: 'delivered', by: 'agent', seq })
    const thread = after(got(4), got(2), resumed([], { agentGotSeq: 3 }))
    expect(thread.agentGotSeq).toBe(4)
    expect(apply(thread, { kind: 'read', by: 'agent', seq: 6 }).agentGotSeq).toBe(6)
    expect(apply(thread, { kind: 'delivered', by: 'customer', seq: 9 })).toBe(thread)
  })

  it('shows what another tab wrote, and takes nothing back that the server has', () => {
    const [mineHere, theirs] = [written('x', 1), written('y', 2)].map(
      (fact) => (fact as Extract<Fact, { kind: 'written' }>).outgoing,
    )
    if (!mineHere || !theirs) throw new Error('none')
    const kept: Fact = { kind: 'kept', outbox: [{ ...mineHere, state: 'failed' }, theirs] }
    const both = after(written('x', 1), kept)
    expect(both.outbox.map(({ state }) => state)).toEqual(['failed', 'sending'])
    const sent = after(written('x', 1), acknowledged('x', 2), kept)
    expect(sent.outbox.map(({ state }) => state)).toEqual(['sent', 'sending'])
    expect(after(announced(mine(1, 'x')), kept).outbox).toEqual([theirs])
  })

  it('can be written in again once it was reopened', () => {
    expect(after({ kind: 'closed' }, { kind: 'reopened' }).status).toBe('active')
  })

  it('takes an agent’s answer as a sign that they have read what is before it', () => {
    expect(after(announced(mine(1, 'x')), announced(message(2))).agentReadSeq).toBe(2)
  })

  it('takes nothing as read that an agent had not seen when they answered', () => {
    const mines = [mine(1, 'x'), mine(2, 'y'), mine(3, 'z')].map(announced)
    const answer: Fact = { kind: 'announced', message: { ...message(4), agentReadSeq: 1 } }
    const thread = after(...mines, answer)
    expect(thread.agentReadSeq).toBe(1)
    expect(apply(thread, { kind: 'read', by: 'agent', seq: 4 }).agentReadSeq).toBe(4)
    expect(
      after(resumed([mine(1, 'x'), mine(2, 'y'), message(3)], { agentReadSeq: 1 })),
    ).toMatchObject({
      agentReadSeq: 1,
    })
  })

  it('counts as unread what others wrote after the customer’s read mark', () => {
    const thread = after(announced(message(1)), announced(mine(2, 'x')), announced(message(3)))
    expect(unreadCount(thread)).toBe(2)
    expect(unreadCount(apply(thread, { kind: 'read', by: 'customer', seq: 1 }))).toBe(1)
  })

  it('names an agent once, after the message they came in at', () => {
    const joined: Fact = { kind: 'joined', agentId: 'a', name: 'Linh' }
    const thread = after(announced(message(1)), joined, announced(message(2)), joined)
    expect(thread.joined).toEqual([{ agentId: 'a', name: 'Linh', afterSeq: 1 }])
    expect(thread.agent).toEqual({ id: 'a', name: 'Linh' })
  })
})

describe('whatever the order and however often things are told', () => {
  /** A server's list, what is told of it in any order, and the last catch-up. */
  const stories = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }).chain((authors) => {
    const server = authors.map((isMine, index) =>
      isMine ? mine(index + 1, `c${index + 1}`) : message(index + 1),
    )
    const told = server.flatMap((one) => [
      announced(one),
      resumed(server.slice(one.seq - 1, one.seq + 3), { headSeq: one.seq }),
      ...(one.clientMessageId ? [acknowledged(one.clientMessageId, one.seq)] : []),
    ])
    const facts = fc.array(fc.constantFrom(...told), { maxLength: 40 })
    return fc.record({ server: fc.constant(server), facts })
  })

  it('ends with the server’s list, each message once and in order', () => {
    fc.assert(
      fc.property(stories, ({ server, facts }) => {
        const outbox = server
          .filter(({ clientMessageId }) => clientMessageId)
          .map(({ clientMessageId = '', seq }) => written(clientMessageId, seq))
        let thread = after(...outbox)
        for (const fact of facts) {
          thread = apply(thread, fact)
          expect(seqs(thread)).toEqual(server.slice(0, lastSeq(thread)).map(({ seq }) => seq))
        }
        thread = apply(thread, resumed(server.slice(lastSeq(thread)), { headSeq: server.length }))
        expect(thread.messages.map(({ id }) => id)).toEqual(server.map(({ id }) => id))
        expect(thread.outbox).toEqual([])
        expect(thread.ahead).toEqual([])
        expect(isBehind(thread)).toBe(false)
      }),
    )
  })
})
