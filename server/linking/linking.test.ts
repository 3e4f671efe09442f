import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'
import { Fact } from '../contract/events.ts'

interface Chat {
  id: string
  token: string
  socket: TestSocket
}
type Seen = { seq: number; content: string; sessionId: string }

onBothDatabases('merging and splitting', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let desk: TestSocket
  let email: string
  let browser: string
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
    desk = await server.socket('/console', { token: agent.token })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })
  beforeEach(() => {
    email = `${crypto.randomUUID()}@x.test`
    browser = crypto.randomUUID()
  })

  async function startChat(customerEmail = email, visitorId = browser): Promise<Chat> {
    const socket = await server.socket('/chat')
    const { sessionId: id, sessionToken: token } = await socket.ask('startChat', {
      customerEmail,
      customerName: 'Mai',
      visitorId,
    })
    return { id, token, socket }
  }
  const say = ({ socket, id }: Chat, content: string, more: object = {}) =>
    socket.ask('sendMessage', { sessionId: id, content, senderType: 'customer', ...more })
  const answer = ({ id }: Chat, content: string) =>
    desk.ask('send', {
      conversationId: id,
      content,
      visibility: 'public',
      clientMessageId: crypto.randomUUID(),
    })
  const merge = ({ id }: Chat, target: Chat) =>
    agent.api.post(`/api/inbox/${id}/merge`, { targetId: target.id })
  const unmerge = ({ id }: Chat) => agent.api.delete(`/api/inbox/${id}/merge`)
  const split = ({ id }: Chat, fromSeq: number) =>
    agent.api.post(`/api/inbox/${id}/split`, { fromSeq })
  const shown = async ({ id }: { id: string }) =>
    (await agent.api.get(`/api/inbox/${id}`)).body.data
  const thread = async ({ id }: { id: string }) =>
    (await agent.api.get(`/api/inbox/${id}/messages?limit=200`)).body.data
  const publicTexts = async (chat: { id: string }) =>
    (await thread(chat))
      .filter(({ seq }: { seq: number | null }) => seq !== null)
      .map(({ seq, content }: { seq: number; content: string }) => `${seq} ${content}`)
  const lines = async (chat: { id: string }) =>
    (await thread(chat))
      .filter(({ kind }: { kind: string }) => kind === 'event')
      .map(({ content }: { content: string }) => content)
  async function resumed({ id, token }: Chat, afterSeq = 0) {
    const socket = await server.socket('/chat')
    return socket.ask('resume', { sessionId: id, sessionToken: token, afterSeq })
  }
  const texts = (messages: Seen[]) => messages.map(({ seq, content }) => `${seq} ${content}`)

  describe('a merged chat', () => {
    it('is a closed stub that says where it goes on, and keeps its messages', async () => {
      const [old, now] = [await startChat(), await startChat()]
      await say(old, 'first')
      await say(now, 'second')
      const { status, body } = await merge(old, now)
      expect(status).toBe(201)
      expect(body.data).toMatchObject({
        id: now.id,
        status: 'open',
        continues: [{ id: old.id, how: 'merged', messages: 1, after: 1, shift: 0 }],
      })
      expect(await shown(old)).toMatchObject({
        status: 'closed',
        continuesIn: { id: now.id, how: 'merged' },
        waitingSince: null,
      })
      expect(await publicTexts(old)).toEqual(['1 first'])
      expect(await publicTexts(now)).toEqual(['1 second'])
      expect(await lines(old)).toContain(`merged_into ${now.id}`)
      expect(await lines(now)).toContain(`merged_from ${old.id}`)
      const timeline = await agent.api.get(
        `/api/timeline/customer/${(await shown(now)).customer.id}`,
      )
      expect(timeline.body.data[0]).toMatchObject({ type: 'chat_merged' })
    })

    it('is told to every console as the contract says', async () => {
      const [old, now] = [await startChat(), await startChat()]
      await desk.ask('merge', { conversationId: old.id, targetId: now.id })
      for (const id of [old.id, now.id]) {
        const event = await desk.next(
          'event',
          ({ kind, body }) =>
            kind === 'conversation.changed' &&
            body.change === 'merged' &&
            body.conversation.id === id,
        )
        expect(Fact.safeParse(event).error).toBeUndefined()
      }
    })

    it('goes on for its customer in the other one, numbered on without a gap', async () => {
      const [old, now] = [await startChat(), await startChat()]
      await say(old, 'a')
      await answer(old, 'b')
      for (const content of ['x', 'y', 'z']) await say(now, content)
      await merge(old, now)
      const sent = await say(old, 'c', { clientMessageId: 'key-c' })
      expect(sent).toMatchObject({ success: true, seq: 3 })
      expect(await say(old, 'c', { clientMessageId: 'key-c' })).toEqual(sent)
      await answer(now, 'd')
      expect(await publicTexts(now)).toEqual(['1 x', '2 y', '3 z', '4 c', '5 d'])

      const heard = await old.socket.next('newMessage', ({ content }) => content === 'd')
      expect(heard).toMatchObject({ seq: 4, sessionId: old.id })
      expect(await now.socket.next('newMessage', ({ content }) => content === 'd')).toMatchObject({
        seq: 5,
        sessionId: now.id,
      })
      const whole = await resumed(old)
      expect(texts(whole.messages)).toEqual(['1 a', '2 b', '3 c', '4 d'])
      expect(whole).toMatchObject({ status: 'active', headSeq: 4, agent: { name: 'Linh' } })
      expect(texts((await resumed(old, 3)).messages)).toEqual(['4 d'])
      const transcript = await fetch(`${server.url}/api/chat/visitor/transcript`, {
        headers: { authorization: `Bearer ${old.token}` },
      })
      const said = [...(await transcript.text()).matchAll(/: (\w)$/gmu)].map(([, text]) => text)
      expect(said).toEqual(['a', 'b', 'c', 'd'])
      const history = await server.socket('/chat', { sessionToken: old.token })
      expect(texts(await history.next('chatHistory'))).toEqual(['1 a', '2 b', '3 c', '4 d'])
    })

    it('shows its customer nothing that was said in the other one before', async () => {
      const [old, now] = [await startChat(), await startChat()]
      await say(now, 'a secret')
      await merge(old, now)
      await answer(now, 'hello')
      expect(texts((await resumed(old)).messages)).toEqual(['1 hello'])
      expect(old.socket.received('newMessage').map(({ content }) => content)).toEqual(['hello'])
    })

    it('finds again what was sent before it was merged', async () => {
      const [old, now] = [await startChat(), await startChat()]
      const first = await say(old, 'unanswered', { clientMessageId: 'key' })
      await merge(old, now)
      expect(await say(old, 'unanswered', { clientMessageId: 'key' })).toEqual(first)
      expect(await publicTexts(now)).toEqual([])
    })

    it('marks what is read on both sides', async () => {
      const [old, now] = [await startChat(), await startChat()]
      await say(old, 'a')
      await say(now, 'x')
      await say(now, 'y')
      await merge(old, now)
      await answer(now, 'z')
      await old.socket.next('newMessage', ({ content }) => content === 'z')
      await old.socket.ask('read', { sessionId: old.id, seq: 2 })
      expect(await shown(now)).toMatchObject({ headSeq: 3, customerReadSeq: 3 })
      await say(old, 'b')
      await desk.ask('read', { conversationId: now.id, seq: 4 })
      const read = await old.socket.next('messageRead', ({ by }) => by === 'agent')
      expect(read).toMatchObject({ sessionId: old.id, seq: 3 })
      expect(await resumed(old)).toMatchObject({ customerReadSeq: 3, agentReadSeq: 3 })
    })

    it('takes its customer’s files to the other one, and shows them what is sent there', async () => {
      const [old, now] = [await startChat(), await startChat()]
      await merge(old, now)
      const authorization = `Bearer ${old.token}`
      const upload = await fetch(`${server.url}/api/chat/visitor/files?name=a.txt`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'text/plain' },
        body: 'a file',
      })
      const { data } = (await upload.json()) as { data: { id: string } }
      const sent = await say(old, 'with a file', { attachmentIds: [data.id] })
      expect(sent.success).toBe(true)
      const link = await fetch(`${server.url}/api/chat/visitor/files/${data.id}`, {
        headers: { authorization },
      })
      expect(link.status).toBe(200)
      const stranger = await startChat(`${crypto.randomUUID()}@x.test`)
      const theirs = await fetch(`${server.url}/api/chat/visitor/files/${data.id}`, {
        headers: { authorization: `Bearer ${stranger.token}` },
      })
      expect(theirs.status).toBe(404)
    })

    it('is opened again for its customer, and ends when the other one does', async () => {
      const [old, now] = [await startChat(), await startChat()]
      await say(old, 'a')
      await desk.ask('close', { conversationId: old.id })
      await old.socket.next('chatClosed')
      await merge(old, now)
      await old.socket.next('chatReopened')
      await say(old, 'b')
      await old.socket.ask('closeChat', { sessionId: old.id })
      await old.socket.next('chatClosed')
      expect(await shown(now)).toMatchObject({ status: 'closed' })
      expect((await say(old, 'c')).code).toBe('session_closed')
    })

    it('goes on through a chain of merges', async () => {
      const [a, b, c] = [await startChat(), await startChat(), await startChat()]
      await say(a, 'a1')
      await say(b, 'b1')
      await merge(a, b)
      await say(a, 'a2')
      await say(c, 'c1')
      await merge(b, c)
      await say(a, 'a3')
      await answer(c, 'c3')
      expect(await publicTexts(c)).toEqual(['1 c1', '2 a3', '3 c3'])
      expect(texts((await resumed(a)).messages)).toEqual(['1 a1', '2 a2', '3 a3', '4 c3'])
      expect(texts((await resumed(b)).messages)).toEqual(['1 b1', '2 a2', '3 a3', '4 c3'])
      const heard = await a.socket.next('newMessage', ({ content }) => content === 'c3')
      expect(heard).toMatchObject({ seq: 4, sessionId: a.id })
      expect((await unmerge(a)).body.code).toBe('continued_further')
      expect((await unmerge(b)).status).toBe(204)
      expect((await unmerge(a)).status).toBe(204)
      expect(await publicTexts(a)).toEqual(['1 a1', '2 a2', '3 a3', '4 c3'])
    })
  })

  describe('an undone merge', () => {
    it('gives back every row as it was', async () => {
      const drawn = fc.record({
        old: fc.array(fc.boolean(), { maxLength: 4 }),
        now: fc.array(fc.boolean(), { maxLength: 4 }),
        isClosed: fc.boolean(),
      })
      await fc.assert(
        fc.asyncProperty(drawn, async ({ old: first, now: second, isClosed }) => {
          const [old, now] = [await startChat(), await startChat()]
          for (const isTheirs of first) await (isTheirs ? say : answer)(old, 'one')
          for (const isTheirs of second) await (isTheirs ? say : answer)(now, 'two')
          if (isClosed) await desk.ask('close', { conversationId: old.id })
          const ids = [old.id, now.id]
          const before = await rowsOf(ids)
          expect((await merge(old, now)).status).toBe(201)
          expect((await unmerge(old)).status).toBe(204)
          const after = await rowsOf(ids)
          expect(after.conversations).toEqual(before.conversations)
          const kept = after.messages.filter(({ content }) => !/^(un)?merged/.test(content))
          expect(kept).toEqual(before.messages)
        }),
        { numRuns: 8, endOnFailure: true },
      )
    }, 60_000)

    const rowsOf = async (ids: string[]) => {
      const { sql } = server.database
      const conversations = await sql
        .selectFrom('conversations')
        .selectAll()
        .where('id', 'in', ids)
        .orderBy('id')
        .execute()
      const messages = await sql
        .selectFrom('messages')
        .selectAll()
        .where('conversationId', 'in', ids)
        .orderBy('id')
        .execute()
      // The lines that say what was done stay.
      return { conversations: conversations.map((row) => ({ ...row, innerCount: 0 })), messages }
    }

    it('keeps for its customer what was said meanwhile, under the numbers they know', async () => {
      const [old, now] = [await startChat(), await startChat()]
      await say(old, 'a')
      await say(now, 'x')
      await merge(old, now)
      await say(old, 'b', { clientMessageId: 'key-b' })
      await answer(now, 'c')
      expect((await unmerge(old)).status).toBe(204)
      expect(await publicTexts(old)).toEqual(['1 a', '2 b', '3 c'])
      expect(await publicTexts(now)).toEqual(['1 x', '2 b', '3 c'])
      expect(await shown(old)).toMatchObject({ status: 'open', continuesIn: null, headSeq: 3 })
      expect(await shown(now)).toMatchObject({ continues: [] })
      expect(await say(old, 'b', { clientMessageId: 'key-b' })).toMatchObject({ seq: 2 })
      expect(await say(old, 'd')).toMatchObject({ seq: 4 })
      expect(await publicTexts(now)).toEqual(['1 x', '2 b', '3 c'])
      expect(texts((await resumed(old)).messages)).toEqual(['1 a', '2 b', '3 c', '4 d'])
    })

    it('goes on waiting for an answer to what a reply meanwhile had not seen', async () => {
      const [old, now] = [await startChat(), await startChat()]
      await merge(old, now)
      await say(old, 'a')
      const unseen = await say(old, 'b')
      const letter = { content: 'written offline', visibility: 'public', seenSeq: 1 }
      const clientMessageId = crypto.randomUUID()
      await desk.ask('send', { conversationId: now.id, clientMessageId, ...letter })
      expect((await unmerge(old)).status).toBe(204)
      expect(await shown(old)).toMatchObject({ waitingSince: unseen.sentAt, agentReadSeq: 1 })
    })

    it('loses and repeats nothing of what its customer sends meanwhile', async () => {
      const [old, now] = [await startChat(), await startChat()]
      const wanted = Array.from({ length: 40 }, (_, index) => `message ${index}`)
      const sending = wanted.map((content) => say(old, content, { clientMessageId: content }))
      for (let round = 0; round < 3; round++) {
        expect((await merge(old, now)).status).toBe(201)
        expect((await unmerge(old)).status).toBe(204)
      }
      const answers = await Promise.all(sending)
      expect(answers.filter(({ success }) => success !== true)).toEqual([])
      const { messages } = await resumed(old)
      expect(messages.map(({ content }: Seen) => content).toSorted()).toEqual(wanted.toSorted())
      expect(messages.map(({ seq }: Seen) => seq)).toEqual(wanted.map((_, index) => index + 1))
      const bySeq = new Map(messages.map(({ seq, content }: Seen) => [seq, content]))
      expect(answers.map(({ seq }) => bySeq.get(seq))).toEqual(wanted)
    })

    it('is open again for its customer, though the other one was closed meanwhile', async () => {
      const [old, now] = [await startChat(), await startChat()]
      await merge(old, now)
      await old.socket.next('chatReopened')
      await desk.ask('close', { conversationId: now.id })
      await old.socket.next('chatClosed')
      await unmerge(old)
      expect(await old.socket.next('chatReopened')).toEqual({ sessionId: old.id })
      expect(await say(old, 'still here')).toMatchObject({ seq: 1 })
    })

    it('can be merged again', async () => {
      const [old, now] = [await startChat(), await startChat()]
      await merge(old, now)
      await unmerge(old)
      expect((await merge(now, old)).status).toBe(201)
      expect((await unmerge(old)).body.code).toBe('nothing_continued')
      expect((await unmerge(now)).status).toBe(204)
    })
  })

  describe('a split chat', () => {
    it('goes on in a new one with the later messages, and keeps them', async () => {
      const chat = await startChat()
      await say(chat, 'my lamp')
      await answer(chat, 'is on its way')
      await say(chat, 'and my chair?')
      await answer(chat, 'tomorrow')
      const { status, body } = await split(chat, 3)
      expect(status).toBe(201)
      const part = body.data
      expect(part).toMatchObject({ status: 'open', assignee: { name: 'Linh' }, headSeq: 2 })
      expect(part.continues).toMatchObject([{ id: chat.id, how: 'split', after: 2, shift: 2 }])
      expect(await publicTexts(part)).toEqual(['1 and my chair?', '2 tomorrow'])
      expect(await publicTexts(chat)).toHaveLength(4)
      expect(await lines(part)).toContain(`split_from ${chat.id}`)
      expect(await lines(chat)).toContain(`split_into ${part.id}`)
      expect(await shown(chat)).toMatchObject({ status: 'closed', continuesIn: { how: 'split' } })
      const times = (found: { content: string; sentAt: string }[]) =>
        found.find(({ content }) => content === 'tomorrow')?.sentAt
      expect(times(await thread(part))).toBe(times(await thread(chat)))

      expect(await say(chat, 'great')).toMatchObject({ seq: 5 })
      expect(await publicTexts(part)).toEqual(['1 and my chair?', '2 tomorrow', '3 great'])
      const whole = await resumed(chat)
      expect(texts(whole.messages)).toEqual([
        '1 my lamp',
        '2 is on its way',
        '3 and my chair?',
        '4 tomorrow',
        '5 great',
      ])
      expect(chat.socket.received('chatClosed')).toEqual([])
    })

    it('is whole again once that is undone', async () => {
      const chat = await startChat()
      for (const content of ['a', 'b']) await say(chat, content)
      const part = (await split(chat, 2)).body.data
      await say(chat, 'c')
      const undone = await desk.ask('unsplit', { conversationId: chat.id })
      expect(undone.conversation).toMatchObject({ id: chat.id, status: 'open', headSeq: 3 })
      expect(await publicTexts(chat)).toEqual(['1 a', '2 b', '3 c'])
      expect(await shown(part)).toMatchObject({
        status: 'closed',
        continuesIn: { id: chat.id, how: 'unsplit' },
      })
      expect(await say(chat, 'd')).toMatchObject({ seq: 4 })
      // The part counts for nothing any more, and the timeline leads to the whole.
      const { customer } = await shown(chat)
      const timeline = `/api/timeline/customer/${customer.id}`
      const stats = (await agent.api.get(`${timeline}/stats`)).body.data
      expect(stats).toMatchObject({ totalChats: 1, totalMessages: 4 })
      const told = (await agent.api.get(timeline)).body.data
      expect(
        told.find(({ type }: { type: string }) => type === 'chat_unsplit').metadata,
      ).toMatchObject({ sessionId: chat.id, sourceId: part.id })
      expect((await desk.ask('reopen', { conversationId: part.id })).code).toBe(
        'conversation_continued',
      )
    })
  })

  describe('is refused', () => {
    it('for chats of different customers, itself, closed ones and what goes on elsewhere', async () => {
      const [old, now] = [await startChat(), await startChat()]
      const stranger = await startChat(`${crypto.randomUUID()}@x.test`)
      const refusal = async (asked: Promise<{ status: number; body: { code: string } }>) => {
        const { status, body } = await asked
        return `${status} ${body.code}`
      }
      expect(await refusal(merge(old, stranger))).toBe('409 merge_customers')
      expect(await refusal(merge(old, old))).toBe('409 merge_itself')
      expect(await refusal(split(old, 1))).toBe('409 split_nothing')
      expect(await refusal(unmerge(old))).toBe('409 nothing_continued')
      await desk.ask('close', { conversationId: now.id })
      expect(await refusal(merge(old, now))).toBe('409 conversation_closed')
      await desk.ask('reopen', { conversationId: now.id })
      await merge(old, now)
      expect(await refusal(merge(old, now))).toBe('409 conversation_continued')
      expect(await refusal(split(old, 2))).toBe('409 conversation_continued')
      expect(await refusal(agent.api.delete(`/api/inbox/${old.id}/split`))).toBe(
        '409 nothing_continued',
      )
      expect((await desk.ask('reopen', { conversationId: old.id })).code).toBe(
        'conversation_continued',
      )
    })

    it('while replies wait in it, and for what is not there or malformed', async () => {
      const [old, now] = [await startChat(), await startChat()]
      await agent.api.post(`/api/inbox/${old.id}/scheduled`, {
        content: 'later',
        at: new Date(Date.now() + 600_000).toISOString(),
        clientMessageId: 'later',
      })
      expect((await merge(old, now)).body.code).toBe('merge_scheduled')
      const unknown = { id: crypto.randomUUID() } as Chat
      expect((await merge(unknown, now)).status).toBe(404)
      expect((await merge(now, unknown)).status).toBe(404)
      expect((await merge(now, { id: 'none' } as Chat)).status).toBe(404)
      expect((await split(unknown, 2)).status).toBe(404)
      expect((await agent.api.post(`/api/inbox/${now.id}/split`, { fromSeq: 0 })).status).toBe(400)
    })

    it('undoing a split that others have been merged into, or in which replies wait', async () => {
      const [chat, other] = [await startChat(), await startChat()]
      for (const content of ['secret', 'b']) await say(chat, content)
      const part = (await split(chat, 2)).body.data
      const unsplit = () => agent.api.delete(`/api/inbox/${chat.id}/split`)
      const later = { content: 'later', at: new Date(Date.now() + 600_000).toISOString() }
      const scheduled = await agent.api.post(`/api/inbox/${part.id}/scheduled`, {
        ...later,
        clientMessageId: 'later',
      })
      expect((await unsplit()).body.code).toBe('merge_scheduled')
      await agent.api.delete(`/api/scheduled/${scheduled.body.data.id}`)
      await merge(other, part)
      expect((await unsplit()).body.code).toBe('others_continued')
      expect(texts((await resumed(other)).messages)).toEqual([])
      expect((await unmerge(other)).status).toBe(204)
      expect((await unsplit()).status).toBe(204)
    })

    it('when they come from different browsers, unless the site has signed for both', async () => {
      const [old, now] = [await startChat(), await startChat(email, crypto.randomUUID())]
      expect((await merge(old, now)).body.code).toBe('merge_unproven')
      await sign(now)
      expect((await merge(old, now)).body.code).toBe('merge_unproven')
      await sign(old)
      expect((await merge(old, now)).status).toBe(201)
    })
  })

  const sign = ({ id }: Chat) =>
    server.database.sql
      .updateTable('conversations')
      .set({ isVerified: 1 })
      .where('id', '=', id)
      .execute()
})
