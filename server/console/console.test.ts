import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'
import { Fact } from '../contract/events.ts'

onBothDatabases('the console', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let other: Account
  let socket: TestSocket
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
    other = await server.signIn('agent', 'Tuấn')
    socket = await server.socket('/console', { token: agent.token })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  async function startedChat(name = 'Mai') {
    const customer = await server.socket('/chat')
    const { sessionId } = await customer.ask('startChat', {
      customerEmail: `${crypto.randomUUID()}@x.test`,
      customerName: name,
    })
    const say = (content: string) =>
      customer.ask('sendMessage', { sessionId, content, senderType: 'customer' })
    return { customer, conversationId: sessionId as string, say }
  }
  const send = (
    conversationId: string,
    content: string,
    visibility = 'public',
    clientMessageId: string = crypto.randomUUID(),
  ) => socket.ask('send', { conversationId, content, visibility, clientMessageId })

  describe('the stream', () => {
    it('greets with its head and sends everything after it, gap-free and as the contract says', async () => {
      const fresh = await server.socket('/console', { token: agent.token })
      const { head, agent: me } = await fresh.next('hello')
      expect(me).toEqual({ id: agent.id, name: 'Linh' })
      const { conversationId, say } = await startedChat()
      await say('hello')
      await fresh.next(
        'event',
        (event) => event.kind === 'message.added' && event.refs.conversationId === conversationId,
      )
      const events = fresh.received('event')
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => head + 1 + index))
      for (const event of events) expect(Fact.safeParse(event).error).toBeUndefined()
      expect(events.map((event) => event.kind)).toEqual(
        expect.arrayContaining([
          'customer.created',
          'conversation.started',
          'activity.added',
          'message.added',
        ]),
      )
    })

    it('answers what follows a cursor, equal to what was sent live', async () => {
      const { head } = await (await server.socket('/console', { token: agent.token })).next('hello')
      const { say } = await startedChat()
      for (let index = 0; index < 5; index++) await say(`message ${index}`)
      const caughtUp = await socket.ask('catchUp', { after: head })
      expect(caughtUp).toMatchObject({ success: true, tooOld: false })
      expect(caughtUp.events.at(-1).seq).toBe(caughtUp.head)
      await socket.next('event', (event) => event.seq === caughtUp.head)
      const live = socket.received('event').filter((event) => event.seq > head)
      expect(caughtUp.events).toEqual(live)
    })

    it('says that a cursor past its head is of another history', async () => {
      expect(await socket.ask('catchUp', { after: 1_000_000_000 })).toMatchObject({
        tooOld: true,
        events: [],
      })
      expect(await socket.ask('catchUp', { after: -1 })).toMatchObject({
        success: false,
        code: 'validation_failed',
      })
    })
  })

  describe('writing', () => {
    it('sends a reply to the customer, once however often it is sent', async () => {
      const { customer, conversationId, say } = await startedChat()
      await say('hello')
      const first = await send(conversationId, 'Xin chào', 'public', 'one')
      const second = await send(conversationId, 'Xin chào', 'public', 'one')
      expect(first).toMatchObject({
        success: true,
        message: {
          seq: 2,
          afterSeq: null,
          content: 'Xin chào',
          author: { type: 'agent', name: 'Linh' },
        },
      })
      expect(second).toEqual(first)
      expect(await customer.next('newMessage', (message) => message.seq === 2)).toMatchObject({
        senderType: 'agent',
        content: 'Xin chào',
      })
    })

    it('keeps a note among agents: no number, and never to the customer', async () => {
      const { customer, conversationId, say } = await startedChat()
      await say('hello')
      const note = await send(conversationId, 'a careful customer', 'internal')
      expect(note.message).toMatchObject({
        seq: null,
        afterSeq: 1,
        kind: 'note',
        visibility: 'internal',
      })
      const reply = await send(conversationId, 'hi')
      expect(reply.message.seq).toBe(2)
      await customer.next('newMessage', (message) => message.seq === 2)
      expect(JSON.stringify(customer.received('newMessage'))).not.toContain('careful')
      const rest = await agent.api.get(`/api/chat/sessions/${conversationId}/messages`)
      expect(JSON.stringify(rest.body)).not.toContain('careful')
      const thread = await agent.api.get(`/api/inbox/${conversationId}/messages`)
      expect(thread.body.data.map((message: { content: string }) => message.content)).toEqual([
        'hello',
        'a careful customer',
        'hi',
      ])
    })

    it('gives a conversation that has nobody to the agent who replies, not to one who notes', async () => {
      const { customer, conversationId, say } = await startedChat()
      await say('hello')
      await send(conversationId, 'a note', 'internal')
      const assignee = async () =>
        (await agent.api.get(`/api/inbox/${conversationId}`)).body.data.assignee
      expect(await assignee()).toBeNull()
      await send(conversationId, 'hi')
      expect(await assignee()).toEqual({ id: agent.id, name: 'Linh' })
      await customer.next('newMessage', (message) => message.seq === 2)
      expect(customer.received('agentJoined')).toMatchObject([{ agentId: agent.id }])
      const told = await socket.next(
        'event',
        (event) => event.body.change === 'joined' && event.refs.conversationId === conversationId,
      )
      expect(told.body.conversation).toMatchObject({ assignee: { name: 'Linh' }, headSeq: 1 })
    })

    it('leaves the thread of a ticket to the ticket', async () => {
      const { conversationId: chat } = await startedChat()
      await agent.api.post(`/api/tickets/convert-from-chat/${chat}`, { subject: 'Look into it' })
      const created = await socket.next(
        'event',
        (event) => event.kind === 'ticket.created' && event.body.ticket.chatSessionId === chat,
      )
      const { conversationId } = created.refs
      const refused = { success: false, code: 'conversation_not_found' }
      for (const event of ['join', 'close', 'reopen'])
        expect(await socket.ask(event, { conversationId })).toMatchObject(refused)
      expect(await socket.ask('assign', { conversationId, agentId: agent.id })).toMatchObject(
        refused,
      )
      for (const visibility of ['public', 'internal'])
        expect(await send(conversationId, 'past the ticket', visibility)).toMatchObject(refused)
      const { body } = await agent.api.get(`/api/inbox/${conversationId}`)
      expect(body.data).toMatchObject({ status: 'open', assignee: null, headSeq: 0 })
    })

    it('takes ids in capitals', async () => {
      const { customer, conversationId, say } = await startedChat()
      await say('hello')
      const loud = conversationId.toUpperCase()
      const { conversation } = await socket.ask('assign', {
        conversationId: loud,
        agentId: other.id.toUpperCase(),
      })
      expect(conversation).toMatchObject({ id: conversationId, assignee: { id: other.id } })
      await socket.ask('typing', { conversationId: loud, isTyping: true })
      expect(await customer.next('userTyping')).toMatchObject({ sessionId: conversationId })
    })

    it('writes under the name an agent has now, not the one they had when they connected', async () => {
      const renamed = await server.signIn('agent', 'Old name')
      const theirs = await server.socket('/console', { token: renamed.token })
      const { conversationId } = await startedChat()
      const { status } = await renamed.api.put('/api/auth/me', { name: 'New name' })
      expect(status).toBe(200)
      const { message } = await theirs.ask('send', {
        conversationId,
        content: 'hello',
        visibility: 'public',
        clientMessageId: crypto.randomUUID(),
      })
      expect(message.author).toEqual({ type: 'agent', id: renamed.id, name: 'New name' })
    })

    it('refuses a reply into a closed conversation but takes a note', async () => {
      const { conversationId } = await startedChat()
      await socket.ask('close', { conversationId })
      expect(await send(conversationId, 'too late')).toMatchObject({
        success: false,
        code: 'conversation_closed',
      })
      expect(await send(conversationId, 'for the record', 'internal')).toMatchObject({
        success: true,
      })
    })
  })

  describe('working on a conversation', () => {
    it('joins (and takes what nobody has), assigns, returns, closes and reopens, each told to everyone', async () => {
      const { customer, conversationId } = await startedChat()
      expect((await socket.ask('join', { conversationId })).conversation.assignee).toEqual({
        id: agent.id,
        name: 'Linh',
      })
      expect(await customer.next('agentJoined')).toMatchObject({
        agentId: agent.id,
        agentName: 'Linh',
      })
      expect(
        (await socket.ask('assign', { conversationId, agentId: other.id })).conversation.assignee
          .name,
      ).toBe('Tuấn')
      expect(
        (await socket.ask('assign', { conversationId, agentId: null })).conversation.assignee,
      ).toBeNull()
      expect((await socket.ask('close', { conversationId })).conversation).toMatchObject({
        status: 'closed',
        closedAt: expect.any(String),
      })
      expect(await customer.next('chatClosed')).toMatchObject({ sessionId: conversationId })
      expect((await socket.ask('reopen', { conversationId })).conversation).toMatchObject({
        status: 'open',
        closedAt: null,
      })
      const changes = () =>
        socket
          .received('event')
          .filter(
            (event) =>
              event.kind === 'conversation.changed' && event.refs.conversationId === conversationId,
          )
      await socket.next(
        'event',
        (event) => event.body.change === 'reopened' && event.refs.conversationId === conversationId,
      )
      expect(changes().map((event) => event.body.change)).toEqual([
        'joined',
        'assigned',
        'assigned',
        'closed',
        'reopened',
      ])
    })

    it('answers unknown conversations and agents', async () => {
      const { conversationId } = await startedChat()
      for (const event of ['join', 'close', 'reopen']) {
        expect(await socket.ask(event, { conversationId: crypto.randomUUID() })).toMatchObject({
          code: 'conversation_not_found',
        })
        expect(await socket.ask(event, { conversationId: 'x' })).toMatchObject({
          code: 'conversation_not_found',
        })
      }
      expect(
        await socket.ask('assign', { conversationId, agentId: crypto.randomUUID() }),
      ).toMatchObject({ code: 'agent_not_found' })
    })

    it('tells the customer who types and what was read', async () => {
      const { customer, conversationId, say } = await startedChat()
      await say('hello')
      await socket.ask('typing', { conversationId, isTyping: true })
      expect(await customer.next('userTyping')).toEqual({
        sessionId: conversationId,
        userName: 'Linh',
        isTyping: true,
      })
      await customer.ask('typing', { sessionId: conversationId, isTyping: true })
      expect(
        await socket.next('typing', (event) => event.conversationId === conversationId),
      ).toMatchObject({ who: 'customer', name: 'Mai' })
      await socket.ask('read', { conversationId, seq: 1 })
      expect(await customer.next('messageRead')).toEqual({
        sessionId: conversationId,
        seq: 1,
        by: 'agent',
      })
    })
  })

  describe('the inbox', () => {
    it('shows each view newest activity first, with counts, last message and unread', async () => {
      const older = await startedChat('Older')
      const newer = await startedChat('Newer')
      await newer.say('I came later')
      await older.say('but I spoke last')
      await socket.ask('join', { conversationId: older.conversationId })
      const { body } = await agent.api.get('/api/inbox?view=all&limit=2')
      expect(body.data.map((row: { visitorName: string }) => row.visitorName)).toEqual([
        'Older',
        'Newer',
      ])
      expect(body.data[0]).toMatchObject({
        headSeq: 1,
        agentReadSeq: 0,
        waitingSince: expect.any(String),
        lastMessage: { content: 'but I spoke last' },
        assignee: { name: 'Linh' },
      })
      const mine = await agent.api.get('/api/inbox?view=mine')
      expect(mine.body.data.map((row: { id: string }) => row.id)).toContain(older.conversationId)
      expect(mine.body.data.map((row: { id: string }) => row.id)).not.toContain(
        newer.conversationId,
      )
      const counts = (await agent.api.get('/api/inbox/counts')).body.data
      expect(counts.all).toBeGreaterThanOrEqual(counts.mine + counts.unassigned)
    })

    it('pages through every conversation once', async () => {
      const all = (await agent.api.get('/api/inbox?view=all&limit=100')).body.data.map(
        (row: { id: string }) => row.id,
      )
      const seen: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const { body } = await agent.api.get(`/api/inbox?view=all&limit=3&cursor=${cursor}`)
        seen.push(...body.data.map((row: { id: string }) => row.id))
        cursor = body.meta.next
      }
      expect(seen).toEqual(all)
    })

    it('answers those of the conversations that are named which there are, with one question', async () => {
      const some = [await startedChat('One'), await startedChat('Two')]
      await some[0]?.say('hello')
      const ids = some.map(({ conversationId }) => conversationId)
      const named = [...ids, crypto.randomUUID(), 'none'].join(',')
      const { body } = await agent.api.get(`/api/inbox?ids=${named}&view=closed&limit=1`)
      expect(body.data.map((row: { id: string }) => row.id)).toEqual(ids)
      expect(body.data[0]).toMatchObject({ lastMessage: { content: 'hello' } })
      expect(body.meta.next).toBeNull()
      const many = Array.from({ length: 51 }, () => crypto.randomUUID()).join(',')
      expect((await agent.api.get(`/api/inbox?ids=${many}`)).status).toBe(400)
    })

    it('shows every conversation of one customer, open and closed, and pages through them', async () => {
      const customerEmail = `${crypto.randomUUID()}@x.test`
      const ids: string[] = []
      for (let index = 0; index < 3; index++) {
        const customer = await server.socket('/chat')
        const ask = { customerEmail, customerName: 'Mai' }
        ids.unshift((await customer.ask('startChat', ask)).sessionId)
      }
      await startedChat('Somebody else')
      await socket.ask('close', { conversationId: ids[2] })
      const found = (await agent.api.get(`/api/customers?q=${customerEmail}`)).body.data
      const list = `/api/inbox?customerId=${String(found[0].id).toUpperCase()}`
      const whole = (await agent.api.get(list)).body.data as Array<{ id: string; status: string }>
      expect(whole.map((row) => row.id).toSorted()).toEqual(ids.toSorted())
      expect(whole.map((row) => row.status).toSorted()).toEqual(['closed', 'open', 'open'])
      const first = (await agent.api.get(`${list}&limit=2`)).body
      const rest = (await agent.api.get(`${list}&limit=2&cursor=${first.meta.next}`)).body
      expect([...first.data, ...rest.data]).toEqual(whole)
      expect((await agent.api.get('/api/inbox?customerId=nobody')).body.data).toEqual([])
    })

    it('pages a thread backwards, each page oldest first', async () => {
      const { conversationId, say } = await startedChat()
      for (let index = 1; index <= 7; index++) await say(`m${index}`)
      const pages: string[][] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const { body } = await agent.api.get(
          `/api/inbox/${conversationId}/messages?limit=3&cursor=${cursor}`,
        )
        pages.push(body.data.map((message: { content: string }) => message.content))
        cursor = body.meta.next
      }
      expect(pages).toEqual([['m5', 'm6', 'm7'], ['m2', 'm3', 'm4'], ['m1']])
    })
  })

  describe('notifications', () => {
    it('tell every subscribed agent of a new chat in their language, and the assignee of an assignment', async () => {
      const mine = await server.socket('/notifications', { token: agent.token })
      const theirs = await server.socket(
        '/notifications',
        { token: other.token },
        { 'accept-language': 'vi' },
      )
      const silent = await server.socket('/notifications', { token: other.token })
      expect(await mine.ask('subscribe', {})).toMatchObject({
        success: true,
        message: expect.any(String),
      })
      expect(await mine.next('subscribed')).toMatchObject({ success: true })
      await theirs.ask('subscribe', {})
      const { conversationId } = await startedChat('Mai')
      // Chats of before may still be told of meanwhile.
      const isOfThis = ({ data }: { data: { sessionId?: string } }) =>
        data.sessionId === conversationId
      expect(await mine.next('notification', isOfThis)).toMatchObject({
        id: expect.any(String),
        type: 'chat',
        title: 'New chat',
        message: 'Mai started a chat',
        timestamp: expect.any(String),
      })
      expect(await theirs.next('notification', isOfThis)).toMatchObject({
        title: 'Cuộc trò chuyện mới',
      })
      await socket.ask('assign', { conversationId, agentId: other.id })
      expect(await theirs.next('notification', isOfThis)).toMatchObject({
        type: 'chat',
        message: 'Linh đã giao cho bạn',
      })
      expect(mine.received('notification').filter(isOfThis)).toHaveLength(1)
      expect(silent.received('notification')).toEqual([])
    })
  })
})
