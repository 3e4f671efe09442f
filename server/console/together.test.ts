import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, onPostgres, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'
import { Fact, type StreamEvent } from '../contract/events.ts'

const startedChat = async (server: TestServer) => {
  const customer = await server.socket('/chat')
  const { sessionId, sessionToken } = await customer.ask('startChat', {
    customerEmail: `${crypto.randomUUID()}@x.test`,
    customerName: 'Mai',
  })
  const say = (content: string) =>
    customer.ask('sendMessage', { sessionId, content, senderType: 'customer' })
  return {
    customer,
    conversationId: sessionId as string,
    sessionToken: sessionToken as string,
    say,
  }
}

onBothDatabases('agents who work together', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let other: Account
  let mine: TestSocket
  let theirs: TestSocket
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
    other = await server.signIn('agent', 'Tuấn')
    mine = await server.socket('/console', { token: agent.token })
    theirs = await server.socket('/console', { token: other.token })
    for (const console of [mine, theirs]) await console.next('hello')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const chat = () => startedChat(server)
  const send = (from: TestSocket, conversationId: string, more: object = {}) =>
    from.ask('send', {
      conversationId,
      content: 'Xin chào',
      visibility: 'public',
      clientMessageId: crypto.randomUUID(),
      ...more,
    })
  const thread = async (id: string) =>
    (await agent.api.get(`/api/inbox/${id}/messages`)).body.data as Array<{
      content: string
      kind: string
      clientMessageId: string | null
    }>
  const told = (kind: string, id: string) =>
    mine.next('event', (event) => event.kind === kind && event.refs.conversationId === id)

  describe('a reply', () => {
    it("that crosses another agent's is refused, and a repeated one is not", async () => {
      const { conversationId, say } = await chat()
      await say('hello')
      const reply = { seenSeq: 1, clientMessageId: 'mine' }
      const sent = await send(mine, conversationId, reply)
      expect(sent).toMatchObject({ success: true, message: { seq: 2 } })
      expect(await send(theirs, conversationId, { seenSeq: 1 })).toMatchObject({
        success: false,
        code: 'reply_crossed',
        error: expect.any(String),
      })
      expect(await send(mine, conversationId, reply)).toEqual(sent)
      expect(await send(mine, conversationId, { seenSeq: 1 })).toMatchObject({ success: true })
      expect(await send(theirs, conversationId, { seenSeq: 3 })).toMatchObject({ success: true })
      expect(await send(mine, conversationId, reply)).toEqual(sent)
      expect(await send(mine, conversationId)).toMatchObject({ success: true })
    })

    it("does not cross a customer's message, and a note crosses nothing", async () => {
      const { conversationId, say } = await chat()
      await say('hello')
      await say('still there?')
      expect(await send(mine, conversationId, { seenSeq: 1 })).toMatchObject({ success: true })
      expect(
        await send(theirs, conversationId, { seenSeq: 1, visibility: 'internal' }),
      ).toMatchObject({ success: true })
    })

    it('of two at once is stored once', async () => {
      for (let round = 1; round <= 10; round++) {
        const { conversationId, say } = await chat()
        await say('hello')
        const answers = await Promise.all([
          send(mine, conversationId, { seenSeq: 1 }),
          send(theirs, conversationId, { seenSeq: 1 }),
        ])
        expect(answers.filter((answer) => answer.success)).toHaveLength(1)
        expect(answers.find((answer) => !answer.success)).toMatchObject({ code: 'reply_crossed' })
        expect(await thread(conversationId)).toHaveLength(2)
      }
    })
  })

  describe('a transfer', () => {
    const transfer = (conversationId: string, to: object) =>
      mine.ask('transfer', {
        conversationId,
        agentId: null,
        teamId: null,
        clientMessageId: crypto.randomUUID(),
        ...to,
      })

    it('hands a conversation to an agent with a note, once however often it is asked for', async () => {
      const notified = await server.socket('/notifications', { token: other.token })
      await notified.ask('subscribe', {})
      const { conversationId, say } = await chat()
      await say('hello')
      await mine.ask('join', { conversationId })
      const to = { agentId: other.id, note: 'Speaks German', clientMessageId: 'the transfer' }
      const first = await transfer(conversationId, to)
      expect(first).toMatchObject({
        success: true,
        conversation: { assignee: { id: other.id }, teamId: null },
      })
      await theirs.ask('assign', { conversationId, agentId: agent.id })
      expect(await transfer(conversationId, to)).toMatchObject({
        conversation: { assignee: { id: agent.id } },
      })
      const lines = (await thread(conversationId)).map(({ kind, content }) => ({ kind, content }))
      expect(lines).toEqual([
        { kind: 'text', content: 'hello' },
        { kind: 'note', content: 'Speaks German' },
        { kind: 'event', content: 'transferred Tuấn' },
        { kind: 'event', content: 'assigned Linh' },
      ])
      expect(
        await notified.next(
          'notification',
          (each) => each.data.sessionId === conversationId && each.title !== 'New chat',
        ),
      ).toMatchObject({ type: 'chat', message: 'Linh assigned it' })
    })

    it('tells the note before the change, as the contract says', async () => {
      const { conversationId } = await chat()
      const { head } = await mine.ask('catchUp', { after: 0 })
      await transfer(conversationId, { agentId: other.id, note: 'Please' })
      await told('conversation.changed', conversationId)
      const { events } = await mine.ask('catchUp', { after: head })
      for (const event of events) expect(Fact.safeParse(event).error).toBeUndefined()
      const here = events.filter(
        (event: StreamEvent) => event.refs.conversationId === conversationId,
      )
      expect(
        here.map(({ body, kind }: StreamEvent) => ('change' in body ? body.change : kind)),
      ).toEqual(['message.added', 'transferred', 'message.added'])
    })

    it("leaves it to a team's queue, or to everybody's, without a note too", async () => {
      const team = (await server.admin.post('/api/teams', { name: 'Sales' })).body.data
      const { conversationId } = await chat()
      await mine.ask('join', { conversationId })
      const once = { teamId: team.id, clientMessageId: 'to sales' }
      for (let time = 0; time < 2; time++)
        expect(await transfer(conversationId, once)).toMatchObject({
          conversation: { assignee: null, teamId: team.id },
        })
      expect(await transfer(conversationId, { agentId: other.id })).toMatchObject({
        conversation: { assignee: { id: other.id }, teamId: team.id },
      })
      expect(await transfer(conversationId, {})).toMatchObject({
        conversation: { assignee: null, teamId: null },
      })
      expect(await transfer(conversationId, once)).toMatchObject({
        conversation: { assignee: null, teamId: null },
      })
      expect((await thread(conversationId)).map(({ content }) => content)).toEqual([
        'transferred Sales',
        'transferred Tuấn',
        'transferred',
      ])
    })

    it('refuses what is not there, what is closed, and a note that is too long', async () => {
      const { conversationId } = await chat()
      const agentId = other.id
      expect(await transfer(crypto.randomUUID(), { agentId })).toMatchObject({
        code: 'conversation_not_found',
      })
      expect(await transfer(conversationId, { agentId: crypto.randomUUID() })).toMatchObject({
        code: 'agent_not_found',
      })
      for (const teamId of [crypto.randomUUID(), 'x'])
        expect(await transfer(conversationId, { teamId })).toMatchObject({ code: 'team_not_found' })
      const note = 'x'.repeat(10_001)
      expect(await transfer(conversationId, { agentId, note })).toMatchObject({
        code: 'message_too_long',
      })
      expect((await thread(conversationId)).length).toBe(0)
      await mine.ask('close', { conversationId })
      expect(await transfer(conversationId, { agentId })).toMatchObject({
        code: 'conversation_closed',
      })
    })
  })

  describe('who looks at a conversation', () => {
    it('is shown to the others, not to oneself, until another is shown or the console is gone', async () => {
      const [one, two] = [await chat(), await chat()]
      const [first, second] = [one.conversationId, two.conversationId]
      const third = await server.socket('/console', { token: agent.token })
      await third.next('hello')
      const ask = (conversationId: string | null, isNew = false) =>
        third.ask('viewing', { conversationId, isNew })
      const linh = { id: agent.id, name: 'Linh' }
      const seen = (conversationId: string, isHere: boolean) =>
        theirs.next(
          'presence',
          (each) => each.conversationId === conversationId && each.isHere === isHere,
        )
      expect(await ask(first, true)).toEqual({ success: true })
      expect(await seen(first, true)).toEqual({
        conversationId: first,
        agent: linh,
        isHere: true,
        asks: true,
      })
      await ask(first)
      expect(await seen(first, true)).toMatchObject({ asks: false })
      await ask(second, true)
      await seen(first, false)
      await seen(second, true)
      third.close()
      await seen(second, false)
      await theirs.ask('viewing', { conversationId: first, isNew: true })
      await mine.next('presence', (each) => each.agent.id === other.id)
      expect(mine.received('presence').filter((each) => each.agent.id === agent.id)).toEqual([])
    })
  })

  describe('how far a message has come', () => {
    it("is marked once for each side, never back, never past the end, and told to the other's clients", async () => {
      const { customer, conversationId, say } = await chat()
      for (const text of ['one', 'two']) await say(text)
      const got = (seq: number) => mine.ask('received', { conversationId, seq })
      expect(await got(1)).toEqual({ success: true })
      expect(await customer.next('messageDelivered')).toEqual({
        sessionId: conversationId,
        seq: 1,
        by: 'agent',
      })
      await got(99)
      expect((await customer.next('messageDelivered')).seq).toBe(2)
      for (const seq of [0, 1, 2, 99]) {
        await got(seq)
        await theirs.ask('received', { conversationId, seq })
      }
      await send(mine, conversationId)
      await customer.ask('received', { sessionId: conversationId, seq: 3 })
      const event = await mine.next(
        'event',
        ({ kind, body, refs }) =>
          kind === 'conversation.delivered' &&
          body.by === 'customer' &&
          refs.conversationId === conversationId,
      )
      expect(Fact.safeParse(event).error).toBeUndefined()
      expect(event.body).toMatchObject({
        seq: 3,
        conversation: { customerGotSeq: 3, customerReadSeq: 2, headSeq: 3 },
      })
      const marks = mine
        .received('event')
        .filter(
          ({ kind, refs }) =>
            kind === 'conversation.delivered' && refs.conversationId === conversationId,
        )
      expect(marks.map(({ body }) => `${body.by} ${body.seq}`)).toEqual([
        'agent 1',
        'agent 2',
        'customer 3',
      ])
    })

    it('is never behind what was read, and reading tells nothing twice', async () => {
      const { customer, conversationId, say } = await chat()
      for (const text of ['one', 'two', 'three']) await say(text)
      await mine.ask('read', { conversationId, seq: 2 })
      await mine.ask('received', { conversationId, seq: 2 })
      await Promise.all([3, 1, 2, 3].map((seq) => mine.ask('read', { conversationId, seq })))
      await customer.next('messageRead', (each) => each.seq === 3)
      const { body } = await agent.api.get(`/api/inbox/${conversationId}`)
      expect(body.data).toMatchObject({ agentReadSeq: 3, agentGotSeq: 3 })
      expect(
        customer
          .received('messageRead')
          .map((each) => each.seq)
          .at(-1),
      ).toBe(3)
      expect(customer.received('messageDelivered')).toEqual([])
    })

    it('is refused for what is not there', async () => {
      const { customer, conversationId } = await chat()
      for (const id of [crypto.randomUUID(), 'x'])
        expect(await mine.ask('received', { conversationId: id, seq: 1 })).toMatchObject({
          code: 'conversation_not_found',
        })
      expect(
        await customer.ask('received', { sessionId: crypto.randomUUID(), seq: 1 }),
      ).toMatchObject({ code: 'not_allowed' })
      const agents = await server.socket('/chat', { token: agent.token })
      for (const event of ['read', 'received'])
        expect(await agents.ask(event, { sessionId: crypto.randomUUID(), seq: 1 })).toMatchObject({
          code: 'session_not_found',
        })
      expect(await agents.ask('received', { sessionId: conversationId, seq: 0 })).toEqual({
        success: true,
      })
    })
  })

  it('tell the customer that a chat was opened again', async () => {
    const { customer, conversationId } = await chat()
    await mine.ask('close', { conversationId })
    await customer.next('chatClosed')
    await mine.ask('reopen', { conversationId })
    expect(await customer.next('chatReopened')).toEqual({ sessionId: conversationId })
  })
})

onPostgres('agents on two processes', (create) => {
  it('see each other look at a conversation, and leave it', async () => {
    const on = await create()
    const servers = [await startServer(on), await startServer(on)] as const
    const [here, there] = servers
    const linh = await here.signIn('agent', 'Linh')
    const tuan = await here.signIn('agent', 'Tuấn')
    const mine = await here.socket('/console', { token: linh.token })
    const theirs = await there.socket('/console', { token: tuan.token })
    const { conversationId } = await startedChat(here)
    const seen = async (isHere: boolean) =>
      theirs.next('presence', (each) => each.isHere === isHere && each.agent.id === linh.id)
    // What is said before the processes know each other may be lost; a console says it again.
    await expect
      .poll(async () => {
        await mine.ask('viewing', { conversationId, isNew: false })
        return theirs.received('presence').length
      })
      .toBeGreaterThan(0)
    expect(await seen(true)).toMatchObject({ conversationId, agent: { name: 'Linh' } })
    mine.close()
    expect(await seen(false)).toMatchObject({ conversationId })
    for (const server of servers) await server.stop()
    await on.drop()
  })
})
