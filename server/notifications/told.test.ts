import { afterEach, beforeEach, expect, it } from 'vitest'
import { onBothDatabases } from '../../tests/support/databases.ts'
import { takeConversation, viewState } from '../conversations/index.ts'
import { append, headOf } from '../stream/index.ts'
import { ANNOUNCE_QUEUED } from './index.ts'
import { changesAt, type NotifiedDesk, openDesk, SOON } from '../../tests/support/notified-desk.ts'

onBothDatabases('an agent is told', (create) => {
  let desk: NotifiedDesk
  beforeEach(async () => {
    desk = await openDesk(await create())
  })
  afterEach(() => desk.close())

  const kindsOf = async (agent = desk.linh) => (await desk.list(agent)).map(({ kind }) => kind)
  const unreadOf = async (agent = desk.linh) =>
    (await agent.api.get('/api/notifications/standing')).body.data.unread
  const logOf = async (id: string, agent = desk.linh) =>
    (await agent.api.get(`/api/notifications/${id}/log`)).body.data

  it('of a conversation that becomes theirs, and of what the customer writes in it', async () => {
    const chat = await desk.chatOf(desk.linh)
    expect(await desk.told(desk.linh, 'assigned')).toMatchObject({
      who: 'Admin',
      conversationId: chat.id,
      channels: { inApp: true, desktop: true, sound: true },
      withheld: null,
      readAt: null,
    })
    await chat.say('Where is my order?')
    const told = await desk.told(desk.linh, 'message')
    expect(told).toMatchObject({ who: 'Mai', excerpt: 'Where is my order?', isUrgent: false })
    expect(await kindsOf(desk.hoa)).not.toContain('message')
  })

  it('by a note that names them, in whoever’s conversation, and not by their own', async () => {
    const chat = await desk.chatOf(desk.hoa)
    const hoa = await desk.console(desk.hoa)
    const linh = await desk.console(desk.linh)
    await hoa.ask('send', {
      conversationId: chat.id,
      content: 'Can you look, @Linh?',
      visibility: 'internal',
      clientMessageId: 'a note',
      mentions: [desk.linh.id, desk.hoa.id],
    })
    const { changed } = await linh.next('notifications', (told) =>
      told.changed.some(({ kind }: { kind: string }) => kind === 'mention'),
    )
    expect(changed.at(-1)).toMatchObject({ who: 'Hoa', excerpt: 'Can you look, @Linh?' })
    expect(await kindsOf(desk.hoa)).not.toContain('mention')
  })

  it('of a ticket that becomes theirs and of a colleague’s comment on it', async () => {
    const customer = await desk.hoa.api.post('/api/customers', {
      email: 'mai@x.test',
      name: 'Mai',
    })
    const ticket = await desk.hoa.api.post('/api/tickets', {
      customerId: customer.body.data.id,
      subject: 'A broken lamp',
      description: 'It does not light any more',
      assignedTo: desk.linh.id,
    })
    const { id, ticketNumber } = ticket.body.data
    const given = await desk.told(desk.linh, 'ticket_assigned')
    expect(given).toMatchObject({ ticketId: id, ticketNumber, excerpt: 'A broken lamp' })
    await desk.linh.api.post(`/api/tickets/${id}/comments`, { comment: 'I see to it' })
    await desk.hoa.api.post(`/api/tickets/${id}/comments`, { comment: 'Thank you' })
    const told = await desk.told(desk.linh, 'ticket_commented')
    expect(told).toMatchObject({ who: 'Hoa', excerpt: 'Thank you', ticketNumber })
    expect((await kindsOf()).filter((kind) => kind === 'ticket_commented')).toHaveLength(1)
  })

  it('that a chat waits again when a merge is undone, unless they have yet to see that it does', async () => {
    const chat = await desk.chat()
    await desk.told(desk.linh, 'new_chat')
    const { database } = desk.server
    const undoMerge = () =>
      database.transaction(async (tx) => {
        const row = await takeConversation(tx, chat.id)
        const body = { conversation: viewState(row), change: 'unmerged' as const, by: null }
        append(tx, { kind: 'conversation.changed', refs: { conversationId: chat.id }, body })
      })
    const news = async () =>
      (await desk.list(desk.linh)).filter(({ kind }) => kind === 'new_chat').length
    await undoMerge()
    const isDone = async () =>
      (
        await database.sql
          .selectFrom('jobs')
          .select('id')
          .where('kind', '=', ANNOUNCE_QUEUED)
          .execute()
      ).length === 0 && (await decidedUpTo()) === (await headOf(database.sql))
    const decidedUpTo = async () =>
      (
        await database.sql
          .selectFrom('counters')
          .select('value')
          .where('name', '=', 'notified')
          .executeTakeFirstOrThrow()
      ).value
    await expect.poll(isDone, SOON).toBe(true)
    expect(await news()).toBe(1)
    for (const { api } of [desk.linh, desk.hoa]) await api.post('/api/notifications/read', {})
    await desk.server.admin.post('/api/notifications/read', {})
    await undoMerge()
    await expect.poll(news, SOON).toBe(2)
  })

  it('no more of a waiting chat once somebody has it', async () => {
    const chat = await desk.chat()
    await desk.told(desk.linh, 'new_chat')
    await expect.poll(() => unreadOf(desk.hoa), SOON).toBe(1)
    await desk.server.admin.post(`/api/chat/sessions/${chat.id}/assign`, { agentId: desk.linh.id })
    await expect.poll(() => unreadOf(desk.hoa), SOON).toBe(0)
    expect((await desk.told(desk.linh, 'new_chat')).readAt).not.toBeNull()
  })

  it('nothing of the thread they look at, and the log says so', async () => {
    const chat = await desk.chatOf(desk.linh)
    await desk.told(desk.linh, 'assigned')
    const linh = await desk.console(desk.linh)
    await linh.ask('focus', { aboutId: chat.id })
    // What they look at, they have seen.
    await expect.poll(() => unreadOf(), SOON).toBe(0)
    await chat.say('hello')
    const told = await desk.told(desk.linh, 'message')
    expect(told).toMatchObject({
      withheld: 'focus',
      channels: { inApp: false, desktop: false, sound: false },
    })
    expect(await logOf(told.id)).toMatchObject([
      { step: 'decided' },
      { step: 'withheld', reason: 'focus' },
    ])
    expect(await unreadOf()).toBe(0)
    await linh.ask('focus', { aboutId: null })
    await chat.say('are you there?')
    await expect.poll(() => unreadOf(), SOON).toBe(1)
  })

  it('what is in the list only, where they want no more or have muted the conversation', async () => {
    const { kinds } = (await desk.linh.api.get('/api/notifications/preferences')).body.data
    const off = { inApp: false, desktop: false, sound: false }
    await desk.linh.api.put('/api/notifications/preferences', {
      kinds: { ...kinds, assigned: off },
    })
    const chat = await desk.chatOf(desk.linh)
    expect(await desk.told(desk.linh, 'assigned')).toMatchObject({ withheld: 'preference' })
    await desk.linh.api.put(`/api/notifications/muted/${chat.id}`, { isMuted: true })
    const muted = (await desk.linh.api.get('/api/notifications/muted')).body
    expect(muted).toMatchObject({ data: [chat.id], total: 1 })
    await chat.say('hello')
    expect(await desk.told(desk.linh, 'message')).toMatchObject({ withheld: 'muted' })
    expect(await unreadOf()).toBe(0)
  })

  it('on all their windows alike what they have read', async () => {
    const windows = [await desk.console(desk.linh), await desk.console(desk.linh)]
    const chat = await desk.chatOf(desk.linh)
    await chat.say('one')
    await desk.told(desk.linh, 'message')
    const { body } = await desk.linh.api.post('/api/notifications/read', {})
    expect(body.data.unread).toBe(0)
    for (const window of windows) {
      await expect.poll(() => window.received('notifications').at(-1)?.unread, SOON).toBe(0)
      const seqs = changesAt(window).map(({ seq }) => seq)
      expect(seqs).toEqual(seqs.map((_, index) => index + 1))
    }
    const after = await desk.linh.api.get('/api/notifications/changes?after=0')
    expect(after.body.data.changed.every(({ readAt }: { readAt: string }) => readAt)).toBe(true)
  })

  it('to whom it went and what became of it, each once', async () => {
    const linh = await desk.console(desk.linh)
    await desk.chatOf(desk.linh)
    const { id } = await desk.told(desk.linh, 'assigned')
    const said = {
      connection: linh.socket.id,
      outcomes: [
        { id, step: 'shown', channel: 'browser' },
        { id, step: 'withheld', channel: 'sound', reason: 'permission' },
      ],
    }
    const record = (agent = desk.linh) => agent.api.post('/api/notifications/outcomes', said)
    expect((await record()).body.data).toEqual({ recorded: 2 })
    expect((await record()).body.data).toEqual({ recorded: 0 })
    expect((await record(desk.hoa)).body.data).toEqual({ recorded: 0 })
    expect((await logOf(id)).map(({ step }: { step: string }) => step)).toEqual([
      'decided',
      'sent',
      'shown',
      'withheld',
    ])
    expect((await desk.hoa.api.get(`/api/notifications/${id}/log`)).status).toBe(404)
    const unstorable = { ...said, connection: 'a\u0000' }
    const refused = await desk.linh.api.post('/api/notifications/outcomes', unstorable)
    expect(refused.status).toBe(400)
  })

  it('of a snoozed conversation of theirs that comes back, and not while it sleeps', async () => {
    const chat = await desk.chatOf(desk.linh, 'Ruth')
    await desk.told(desk.linh, 'assigned')
    const act = { kind: 'snooze', until: null }
    const snoozed = await desk.linh.api.post('/api/inbox/bulk', { act, ids: [chat.id] })
    expect(snoozed.status).toBe(200)
    await chat.say('I am back')
    const told = await desk.told(desk.linh, 'snooze_ended')
    expect(told).toMatchObject({ excerpt: 'Ruth', conversationId: chat.id, withheld: null })
  })

  it('by a test what would become of a real one', async () => {
    const { body } = await desk.linh.api.post('/api/notifications/test', { as: 'mention' })
    expect(body.data).toMatchObject({
      notification: { kind: 'test', withheld: null },
      connections: [],
    })
    expect(await logOf(body.data.notification.id)).toMatchObject([
      { step: 'decided' },
      { step: 'withheld', reason: 'no_window' },
    ])
  })
})
