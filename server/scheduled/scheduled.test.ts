import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'
import { Fact } from '../contract/events.ts'
import { bringMessages, takeConversation } from '../conversations/index.ts'
import { SEND_SCHEDULED } from './actions.ts'
import { sendWhenDue } from './due.ts'

const MINUTE_MS = 60_000

onBothDatabases('replies that are sent later', (create) => {
  let on: TestDatabase
  let server: TestServer
  let linh: Account
  let tuan: Account
  let desk: TestSocket
  let chat: { id: string; token: string; socket: TestSocket }
  let ahead = 0
  const clock = { now: () => new Date(Date.now() + ahead) }
  const inMs = (ms: number) => new Date(clock.now().getTime() + ms).toISOString()

  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock })
    linh = await server.signIn('agent', 'Linh')
    tuan = await server.signIn('agent', 'Tuấn')
    desk = await server.socket('/console', { token: linh.token })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })
  beforeEach(async () => {
    ahead = 0
    const socket = await server.socket('/chat')
    const { sessionId: id, sessionToken: token } = await socket.ask('startChat', {
      customerEmail: `${crypto.randomUUID()}@x.test`,
      customerName: 'Mai',
    })
    chat = { id, token, socket }
  })

  const customerSays = (content: string) =>
    chat.socket.ask('sendMessage', { sessionId: chat.id, content, senderType: 'customer' })
  const hold = (content: string, how: object, more: object = {}) =>
    desk.ask('send', {
      conversationId: chat.id,
      content,
      visibility: 'public',
      clientMessageId: crypto.randomUUID(),
      hold: how,
      ...more,
    })
  const schedule = async (content: string, how: object = { at: inMs(10 * MINUTE_MS) }) =>
    (await hold(content, how)).scheduled
  const told = (id: string, state: string) =>
    desk.next(
      'event',
      ({ kind, body }) =>
        kind === 'scheduled.changed' && body.scheduled.id === id && body.scheduled.state === state,
    )
  const pending = async () => (await linh.api.get(`/api/inbox/${chat.id}/scheduled`)).body.data
  const messages = async () =>
    (await linh.api.get(`/api/inbox/${chat.id}/messages`)).body.data.filter(
      (message: { seq: number | null }) => message.seq !== null,
    )

  describe('waiting', () => {
    it('go to the customer at their time, once, and not before', async () => {
      const scheduled = await schedule('Good morning')
      expect(scheduled).toMatchObject({
        content: 'Good morning',
        author: { id: linh.id, name: 'Linh' },
        state: 'waiting',
        stopsOnReply: true,
        isUndo: false,
      })
      expect(await pending()).toEqual([scheduled])
      expect(await messages()).toEqual([])
      ahead += 10 * MINUTE_MS + 1
      const received = await chat.socket.next('newMessage')
      expect(received).toMatchObject({ content: 'Good morning', senderName: 'Linh' })
      const { body } = await told(scheduled.id, 'sent')
      expect(body.scheduled).toMatchObject({ messageId: received.id, heldBecause: null })
      expect(await pending()).toEqual([])
      expect(await messages()).toHaveLength(1)
    })

    it('go out though the clock was set back just when they were due', async () => {
      const { id } = await schedule('in good time')
      await server.database.sql.deleteFrom('jobs').where('kind', '=', SEND_SCHEDULED).execute()
      await sendWhenDue(server.database)({ id }, { attempts: 1 })
      expect(await pending()).toMatchObject([{ id, state: 'waiting' }])
      ahead += 10 * MINUTE_MS + 1
      await told(id, 'sent')
      expect(await messages()).toHaveLength(1)
    })

    it('are the same one when they are handed over twice, also after they were sent', async () => {
      const key = { clientMessageId: crypto.randomUUID() }
      const first = await hold('once', { seconds: 5 }, key)
      expect(await hold('once', { seconds: 5 }, key)).toEqual(first)
      ahead += 6_000
      await told(first.scheduled.id, 'sent')
      const again = await hold('once', { seconds: 5 }, key)
      expect(again.scheduled).toMatchObject({ id: first.scheduled.id, state: 'sent' })
      expect(await messages()).toHaveLength(1)
    })

    it('go at once when their time has passed', async () => {
      const scheduled = await schedule('late already', { at: inMs(-MINUTE_MS) })
      await told(scheduled.id, 'sent')
      expect(await messages()).toMatchObject([{ content: 'late already' }])
    })

    it('leave what the customer wrote since unread and waiting, unless somebody sends them now', async () => {
      await customerSays('before')
      const at = inMs(10 * MINUTE_MS)
      const how = { at, stopsOnReply: false }
      const { scheduled } = await hold('in ten minutes', how, { seenSeq: 1 })
      const since = await customerSays('meanwhile')
      ahead += 10 * MINUTE_MS + 1
      await told(scheduled.id, 'sent')
      const state = async () => (await linh.api.get(`/api/inbox/${chat.id}`)).body.data
      expect(await state()).toMatchObject({ agentReadSeq: 1, waitingSince: since.sentAt })
      const next = await hold('now', { at: inMs(10 * MINUTE_MS), stopsOnReply: false })
      await linh.api.post(`/api/scheduled/${next.scheduled.id}/send`)
      expect(await state()).toMatchObject({ agentReadSeq: 4, waitingSince: null })
    })

    it('stop for what their writer had not seen when they scheduled them', async () => {
      await customerSays('seen')
      await customerSays('not seen yet')
      const how = { at: inMs(10 * MINUTE_MS), stopsOnReply: true }
      const { scheduled } = await hold('in ten minutes', how, { seenSeq: 1 })
      ahead += 10 * MINUTE_MS + 1
      const { body } = await told(scheduled.id, 'held')
      expect(body.scheduled).toMatchObject({ heldBecause: 'customer_wrote' })
    })

    it('take a conversation that has nobody only when they were held for a moment', async () => {
      await told((await schedule('tomorrow', { at: inMs(-1) })).id, 'sent')
      expect((await linh.api.get(`/api/inbox/${chat.id}`)).body.data.assignee).toBeNull()
      await told((await schedule('now', { seconds: 1 })).id, 'sent')
      expect((await linh.api.get(`/api/inbox/${chat.id}`)).body.data.assignee.id).toBe(linh.id)
    })

    it('are told as the contract says', async () => {
      const scheduled = await schedule('by the book')
      const event = await told(scheduled.id, 'waiting')
      expect(Fact.safeParse(event).error).toBeUndefined()
      expect(event.refs).toMatchObject({ channel: 'webchat', conversationId: chat.id })
    })

    it('are seen by every agent and by REST, and by no customer', async () => {
      const { body, status } = await tuan.api.post(`/api/inbox/${chat.id}/scheduled`, {
        content: 'by REST',
        at: inMs(MINUTE_MS),
        clientMessageId: 'rest-1',
      })
      expect(status).toBe(201)
      await told(body.data.id, 'waiting')
      expect(await pending()).toEqual([body.data])
      expect(chat.socket.received('newMessage')).toEqual([])
    })
  })

  describe('changed', () => {
    it('in text and time: the text is then of whoever changed it', async () => {
      const { id } = await schedule('Helo')
      const at = inMs(30 * MINUTE_MS)
      const changed = await tuan.api.put(`/api/scheduled/${id}`, { content: 'Hello', at })
      expect(changed.body.data).toMatchObject({
        content: 'Hello',
        dueAt: at,
        author: { name: 'Tuấn' },
      })
      ahead += 10 * MINUTE_MS + 1
      const soon = await schedule('a later one', { at: inMs(-1) })
      // The job of its first time has run by now, before that of the later one.
      await told(soon.id, 'sent')
      expect(await pending()).toMatchObject([{ id, state: 'waiting' }])
      ahead += 30 * MINUTE_MS
      await told(id, 'sent')
      expect((await messages()).at(-1)).toMatchObject({
        content: 'Hello',
        author: { name: 'Tuấn' },
      })
    })

    it('to now', async () => {
      const { id } = await schedule('no need to wait')
      const sent = await tuan.api.post(`/api/scheduled/${id}/send`)
      expect(sent.body.data).toMatchObject({ state: 'sent', author: { name: 'Linh' } })
      expect((await tuan.api.post(`/api/scheduled/${id}/send`)).body).toEqual(sent.body)
      ahead += 11 * MINUTE_MS
      await told((await schedule('later', { at: inMs(-1) })).id, 'sent')
      expect(await messages()).toMatchObject([{ content: 'no need to wait' }, { content: 'later' }])
    })

    it('to nothing, and then never again', async () => {
      const { id } = await schedule('better not')
      expect((await linh.api.delete(`/api/scheduled/${id}`)).status).toBe(204)
      expect((await linh.api.delete(`/api/scheduled/${id}`)).status).toBe(204)
      for (const refused of [
        await linh.api.post(`/api/scheduled/${id}/send`),
        await linh.api.put(`/api/scheduled/${id}`, { content: 'after all' }),
      ])
        expect(refused).toMatchObject({ status: 409, body: { code: 'scheduled_done' } })
      ahead += 11 * MINUTE_MS
      await told((await schedule('later', { at: inMs(-1) })).id, 'sent')
      expect(await messages()).toMatchObject([{ content: 'later' }])
    })

    it('no more once they are sent', async () => {
      const { id } = await schedule('gone', { at: inMs(-1) })
      await told(id, 'sent')
      expect((await linh.api.delete(`/api/scheduled/${id}`)).body.code).toBe('scheduled_done')
    })
  })

  describe('kept back', () => {
    it('when the customer writes first, at once, until an agent decides', async () => {
      const { id } = await schedule('Are you still there?')
      await customerSays('I am here')
      const { body } = await told(id, 'held')
      expect(body.scheduled.heldBecause).toBe('customer_wrote')
      ahead += 11 * MINUTE_MS
      await told((await schedule('later', { at: inMs(-1) })).id, 'sent')
      expect(await pending()).toMatchObject([{ id, state: 'held' }])
      await linh.api.put(`/api/scheduled/${id}`, { at: inMs(MINUTE_MS) })
      ahead += MINUTE_MS + 1
      await told(id, 'sent')
      expect((await messages()).at(-1)).toMatchObject({ content: 'Are you still there?' })
    })

    it('not where that is not wanted, and not for what was written before', async () => {
      await customerSays('before')
      const anyway = await schedule('anyway', { at: inMs(MINUTE_MS), stopsOnReply: false })
      await customerSays('meanwhile')
      const unanswered = await schedule('unanswered', { at: inMs(MINUTE_MS) })
      ahead += MINUTE_MS + 1
      await told(anyway.id, 'sent')
      await told(unanswered.id, 'sent')
      expect((await messages()).map(({ content }: { content: string }) => content)).toEqual(
        expect.arrayContaining(['anyway', 'unanswered']),
      )
    })

    it('for what the customer wrote before and comes late, and not because older messages moved', async () => {
      await customerSays('first')
      const bring = (type: 'agent' | 'customer', rank: number) =>
        server.database.transaction(async (tx) =>
          bringMessages(tx, await takeConversation(tx, chat.id), {
            messages: [
              {
                author: { type, id: null, name: type },
                kind: 'text',
                visibility: 'public',
                content: `late ${rank}`,
                clientMessageId: `late ${rank}`,
                sentAt: '2026-01-05T09:00:00.000Z',
                rank,
                remoteFile: null,
                editedAt: null,
              },
            ],
            isPast: false,
          }),
        )
      const unanswered = await schedule('Are you still there?')
      await bring('agent', 1)
      ahead += 10 * MINUTE_MS + 1
      await told(unanswered.id, 'sent')
      const answered = await schedule('And now?')
      await bring('customer', 2)
      ahead += 10 * MINUTE_MS + 1
      expect((await told(answered.id, 'held')).body.scheduled.heldBecause).toBe('customer_wrote')
    })

    it('when the conversation is closed meanwhile, and goes out once it is open again', async () => {
      const { id } = await schedule('one more thing')
      await desk.ask('close', { conversationId: chat.id })
      ahead += 11 * MINUTE_MS
      const { body } = await told(id, 'held')
      expect(body.scheduled.heldBecause).toBe('conversation_closed')
      const refused = await linh.api.post(`/api/scheduled/${id}/send`)
      expect(refused).toMatchObject({ status: 409, body: { code: 'conversation_closed' } })
      await desk.ask('reopen', { conversationId: chat.id })
      const sent = await linh.api.post(`/api/scheduled/${id}/send`)
      expect(sent.body.data.state).toBe('sent')
    })

    it('when their writer has gone: whoever sends it then is its author', async () => {
      const gone = await server.signIn('agent', 'Hoa')
      const { body } = await gone.api.post(`/api/inbox/${chat.id}/scheduled`, {
        content: 'I will not be here',
        at: inMs(MINUTE_MS),
        clientMessageId: 'gone-1',
      })
      await server.admin.put(`/api/users/${gone.id}`, { isActive: false })
      ahead += MINUTE_MS + 1
      const held = await told(body.data.id, 'held')
      expect(held.body.scheduled.heldBecause).toBe('author_gone')
      const sent = await tuan.api.post(`/api/scheduled/${body.data.id}/send`)
      expect(sent.body.data).toMatchObject({ state: 'sent', author: { name: 'Tuấn' } })
    })
  })

  describe('files', () => {
    async function upload(): Promise<string> {
      const answer = await fetch(`${server.url}/api/inbox/${chat.id}/files?name=notes.txt`, {
        method: 'POST',
        headers: { authorization: `Bearer ${linh.token}`, 'content-type': 'text/plain' },
        body: 'some notes',
      })
      return ((await answer.json()) as { data: { id: string } }).data.id
    }
    const fileRow = (id: string) =>
      server.database.sql.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst()

    it('wait with the reply for as long as it takes, and go out with it', async () => {
      const file = await upload()
      const { scheduled } = await hold(
        '',
        { at: inMs(3 * 24 * 60 * MINUTE_MS) },
        { attachmentIds: [file] },
      )
      expect(scheduled.attachments).toMatchObject([{ id: file, name: 'notes.txt' }])
      const theirs = await fetch(`${server.url}/api/chat/visitor/files/${file}`, {
        headers: { authorization: `Bearer ${chat.token}` },
      })
      expect(theirs.status).toBe(404)
      ahead += 3 * 24 * 60 * MINUTE_MS + 1
      await told(scheduled.id, 'sent')
      expect((await chat.socket.next('newMessage')).attachments).toMatchObject([{ id: file }])
      expect(await fileRow(file)).toMatchObject({ messageId: expect.any(String) })
    })

    it('can be sent in another reply once theirs is cancelled, and in none before', async () => {
      const file = await upload()
      const { scheduled } = await hold('with a file', { seconds: 30 }, { attachmentIds: [file] })
      const taken = await hold('too', { seconds: 30 }, { attachmentIds: [file] })
      expect(taken.code).toBe('file_not_found')
      await linh.api.delete(`/api/scheduled/${scheduled.id}`)
      const free = await hold('again', { seconds: 1 }, { attachmentIds: [file] })
      await told(free.scheduled.id, 'sent')
      expect((await messages()).at(-1).attachments).toMatchObject([{ id: file }])
    })
  })

  describe('refused', () => {
    it('where a message would be', async () => {
      expect((await hold('  ', { seconds: 5 })).code).toBe('message_empty')
      expect((await hold('x'.repeat(10_001), { seconds: 5 })).code).toBe('message_too_long')
      await customerSays('hello')
      const seen = { seenSeq: 1 }
      const other = await server.socket('/console', { token: tuan.token })
      await other.ask('send', {
        conversationId: chat.id,
        content: 'mine',
        visibility: 'public',
        clientMessageId: 'x',
      })
      expect((await hold('mine too', { seconds: 5 }, seen)).code).toBe('reply_crossed')
      await desk.ask('close', { conversationId: chat.id })
      expect((await hold('closed', { seconds: 5 })).code).toBe('conversation_closed')
    })

    it('as notes, without a sensible time, and without end', async () => {
      const note = await hold('a note', { seconds: 5 }, { visibility: 'internal' })
      expect(note.code).toBe('validation_failed')
      for (const how of [{ seconds: 0 }, { seconds: 31 }, { at: 'tomorrow' }, {}])
        expect((await hold('x', how)).code).toBe('validation_failed')
      for (let made = 0; made < 50; made++)
        await schedule(`reply ${made}`, { at: inMs(30 * MINUTE_MS) })
      expect((await hold('one too many', { seconds: 5 })).code).toBe('scheduled_too_many')
    })

    it('for what is not there', async () => {
      const unknown = crypto.randomUUID()
      expect((await linh.api.get(`/api/inbox/${unknown}/scheduled`)).status).toBe(404)
      expect((await linh.api.put(`/api/scheduled/${unknown}`, {})).status).toBe(404)
      expect((await linh.api.delete('/api/scheduled/none')).body.code).toBe('scheduled_not_found')
      const ticket = await hold('x', { seconds: 5 }, { conversationId: unknown })
      expect(ticket.code).toBe('conversation_not_found')
    })
  })
})
