import { expect, test } from 'vitest'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { apply, applyAll } from './apply.ts'
import { learnConversations } from './apply-conversation.ts'
import {
  at,
  closed,
  conversation,
  message,
  placed,
  said,
  started,
  stateAt,
} from './facts.fixture.ts'
import { learnTeams, learnThread, threadWanted } from './learn.ts'
import { rowsWithin } from './span.ts'
import { emptyWorld } from './world.ts'

const open = (id: string, minute: number) =>
  conversation(id, { ...stateAt(minute), lastMessage: message(`old ${id}`, 1) })

test('a message moves its conversation and shows as its last', () => {
  const world = learnConversations(emptyWorld(4), [open('a', 1), open('b', 2)], 4)
  const after = apply(world, said(5, 'a', 2))
  expect(after.conversations['a']?.value).toMatchObject({
    headSeq: 2,
    lastActivityAt: at(5),
    lastMessage: { id: 'a-2' },
  })
})

test('an answer that is older than the stream does not take the conversation back', () => {
  const asked = emptyWorld(4)
  const later = applyAll(asked, [said(5, 'a', 2), closed(6, 'a')])
  const world = learnConversations(later, [open('a', 1)], 4)
  expect(world.conversations['a']?.value).toMatchObject({
    status: 'closed',
    lastMessage: { id: 'a-2' },
  })
})

test('an answer that is newer than what the stream said is believed', () => {
  const world = learnConversations(apply(emptyWorld(4), closed(5, 'a')), [open('a', 9)], 5)
  expect(world.conversations['a']?.value?.status).toBe('open')
})

test('a conversation that was never loaded is asked for, once, until it is there', () => {
  const world = applyAll(emptyWorld(4), [said(5, 'a', 2), said(6, 'a', 3)])
  expect(world.missing).toEqual(['a'])
  expect(learnConversations(world, [open('a', 1)], 6).missing).toEqual([])
})

test("a ticket's own thread is no conversation of the inbox", () => {
  const event = { ...said(5, 't', 1), refs: { channel: 'ticket' } }
  expect(apply(emptyWorld(4), event).missing).toEqual([])
})

test('messages that come while the thread is being fetched are kept, in order and once', () => {
  const waiting = threadWanted(emptyWorld(4), 'c1')
  const arrived = apply(waiting, said(5, 'c1', 3))
  const page = [message('c1-1', 1), message('c1-2', 2), message('c1-3', 3)]
  const world = learnThread(arrived, 'c1', { data: page, next: null }, 9)
  expect(world.threads['c1']?.messages.map(({ id }) => id)).toEqual(['c1-1', 'c1-2', 'c1-3'])
})

test('a note stands after the message it follows', () => {
  const page = [
    message('m1', 1),
    message('n', null, { afterSeq: 1, id: 'n' }),
    message('m2', 2),
    message('first', null, { afterSeq: 0 }),
  ]
  const world = learnThread(emptyWorld(0), 'c1', { data: page, next: null }, 9)
  expect(world.threads['c1']?.messages.map(({ id }) => id)).toEqual(['first', 'm1', 'n', 'm2'])
})

test('a chat that became a ticket says which', () => {
  const world = learnConversations(emptyWorld(4), [open('a', 1)], 4)
  const ticket = {
    id: 't1',
    ticketNumber: 'TK-00001',
    customerId: 'x',
    customer: { id: 'x', email: null, name: 'Mai' },
    chatSessionId: 'a',
    conversationId: 'tc',
    subject: 'Broken lamp',
    description: 'It does not shine',
    status: 'open' as const,
    priority: 'medium' as const,
    assignedTo: null,
    assignee: null,
    createdAt: at(5),
    updatedAt: at(5),
    resolvedAt: null,
    closedAt: null,
  }
  const after = apply(world, placed(5, { kind: 'ticket.created', body: { ticket } }))
  expect(after.conversations['a']?.value?.ticketId).toBe('t1')
  expect(after.tickets['t1']?.value?.ticketNumber).toBe('TK-00001')
})

test('a deleted customer stays deleted when an older answer comes in', () => {
  const customer = {
    id: 'x',
    email: null,
    name: 'Mai',
    phone: null,
    company: null,
    companyId: null,
    fields: {},
    tags: [],
    version: 1,
    createdAt: at(0),
    updatedAt: at(0),
  }
  const world = applyAll(emptyWorld(0), [
    placed(1, { kind: 'customer.created', body: { customer } }),
    placed(2, { kind: 'customer.deleted', body: { id: 'x' } }),
  ])
  expect(world.customers['x']).toEqual({ seq: 2, value: null })
})

test('a list shows what is within its span, newest first, whatever it learnt besides', () => {
  const rows = [open('a', 1), open('b', 7), open('c', 5), open('d', 3)]
  const span = { floor: { at: at(3), id: 'd' }, next: 'more' }
  const placeOf = (row: { lastActivityAt: string; id: string }) => ({
    at: row.lastActivityAt,
    id: row.id,
  })
  expect(rowsWithin(rows, span, placeOf).map(({ id }) => id)).toEqual(['b', 'c', 'd'])
  expect(rowsWithin(rows, { floor: null }, placeOf)).toHaveLength(4)
})

test('a conversation that starts has its whole thread at once', () => {
  const world = applyAll(emptyWorld(0), [started(1, 'a'), said(2, 'a', 1)])
  expect(world.threads['a']).toMatchObject({ loaded: true, messages: [{ id: 'a-1' }] })
})

test('an event of a kind this console does not know is passed over, and the stream goes on', () => {
  const unknown = { ...said(5, 'a', 1), kind: 'conversation.translated', body: { to: 'vi' } }
  const world = applyAll(emptyWorld(4), [unknown as unknown as StreamEvent, started(6, 'a')])
  expect(world.seq).toBe(6)
  expect(world.conversations['a']?.value).toMatchObject({ id: 'a' })
})

test('what becomes known of a conversation later holds against an answer that is older', () => {
  const rating = { score: 5, comment: null, ratedAt: at(5), editableUntil: at(9) }
  const customer = {
    id: 'k',
    email: 'mai@example.com',
    name: 'Mai Phan',
    phone: null,
    company: null,
  }
  const events = [
    placed(5, {
      kind: 'conversation.identified',
      body: {
        conversation: { id: 'a', ...stateAt(5) },
        customer,
        visitorName: 'Mai Phan',
        isVerified: true,
      },
    }),
    placed(6, { kind: 'conversation.rated', body: { id: 'a', rating } }),
  ]
  const later = applyAll(emptyWorld(4), events)
  const world = learnConversations(later, [open('a', 1)], 4)
  expect(world.conversations['a']?.value).toMatchObject({ customer, isVerified: true, rating })
})

test('teams are known by the stream, and one that is deleted is gone', () => {
  const team = { id: 't', name: 'Billing', memberIds: [], hours: null }
  const made = apply(emptyWorld(4), placed(5, { kind: 'team.changed', body: { team } }))
  expect(made.teams['t']?.value).toEqual(team)
  const gone = apply(made, placed(6, { kind: 'team.deleted', body: { id: 't' } }))
  expect(gone.teams['t']?.value).toBeNull()
  expect(learnTeams(gone, [team], 5).teams['t']?.value).toBeNull()
})

const changed = (seq: number, content: string, kind: 'message.changed' | 'message.removed') =>
  placed(seq, {
    kind,
    body: {
      message: message('c1-1', 1, { content, editedAt: at(seq) }),
      conversation: { id: 'c1', ...stateAt(seq, { headSeq: 1 }) },
    },
  })

test('an edited message says the new text, also where it is the last and in an answer asked for before', () => {
  const before = applyAll(emptyWorld(0), [started(1, 'c1'), said(2, 'c1', 1)])
  const after = apply(before, changed(3, 'corrected', 'message.changed'))
  expect(after.threads['c1']?.messages).toMatchObject([{ content: 'corrected' }])
  expect(after.conversations['c1']?.value?.lastMessage?.content).toBe('corrected')
  const unloaded = apply(threadWanted(emptyWorld(2), 'c1'), changed(3, '', 'message.removed'))
  const page = { data: [message('c1-1', 1)], next: null }
  expect(learnThread(unloaded, 'c1', page, 2).threads['c1']?.messages).toMatchObject([
    { content: '' },
  ])
})

test('a rewritten thread is shown as it was until it is read anew, and an older answer is no answer', () => {
  const body = { conversation: conversation('c1', { headSeq: 2 }) }
  const before = applyAll(emptyWorld(0), [started(1, 'c1'), said(2, 'c1', 1)])
  const rewritten = apply(before, placed(3, { kind: 'conversation.rewritten', body }))
  const { threads } = applyAll(rewritten, [said(4, 'c1', 3)])
  expect(threads['c1']).toMatchObject({ loaded: false, since: 3, stale: [{ id: 'c1-1' }] })
  const older = { data: [message('c1-1', 1)], next: null }
  expect(learnThread(rewritten, 'c1', older, 2)).toEqual(rewritten)
  const page = { data: [message('late', 1), message('c1-1', 2)], next: null }
  const after = apply(learnThread(rewritten, 'c1', page, 3), said(4, 'c1', 3))
  expect(after.threads['c1']).toMatchObject({ loaded: true, stale: null })
  expect(after.threads['c1']?.messages.map(({ id }) => id)).toEqual(['late', 'c1-1', 'c1-3'])
})
