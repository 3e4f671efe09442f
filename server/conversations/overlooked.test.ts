import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases } from '../../tests/support/databases.ts'
import { type NotifiedDesk, openDesk, SOON } from '../../tests/support/notified-desk.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'
import type { Conversation } from '../contract/conversations.ts'
import type { ChatMessage } from '../contract/webchat.ts'

onBothDatabases('what a writer had not seen', (create) => {
  let desk: NotifiedDesk
  let mine: TestSocket
  let theirs: TestSocket
  beforeAll(async () => {
    desk = await openDesk(await create())
    mine = await desk.console(desk.linh)
    theirs = await desk.console(desk.hoa)
  })
  afterAll(() => desk.close())

  async function chat(visitorId = crypto.randomUUID()) {
    const socket = await desk.server.socket('/chat')
    const started = await socket.ask('startChat', {
      customerEmail: `${visitorId}@x.test`,
      customerName: 'Mai',
      visitorId,
    })
    const { sessionId: id, sessionToken } = started as { sessionId: string; sessionToken: string }
    const say = async (content: string, more: object = {}) => {
      const message = { sessionId: id, content, senderType: 'customer', ...more }
      return (await socket.ask('sendMessage', message)) as { seq: number; sentAt: string }
    }
    const resume = () => socket.ask('resume', { sessionId: id, sessionToken, afterSeq: 0 })
    return { id, socket, say, resume }
  }
  const reply = (from: TestSocket, conversationId: string, content: string, more: object = {}) =>
    from.ask('send', {
      conversationId,
      content,
      visibility: 'public',
      clientMessageId: crypto.randomUUID(),
      ...more,
    })
  const stateOf = async (id: string) =>
    (await desk.linh.api.get(`/api/inbox/${id}`)).body.data as Conversation
  const told = (socket: TestSocket, content: string) =>
    socket.next('newMessage', (message) => message.content === content) as Promise<
      ChatMessage & { agentReadSeq?: number }
    >

  describe('of a customer, by an agent who was offline,', () => {
    it('stays unread and waits on, from when the first of it was written', async () => {
      const { id, socket, say, resume } = await chat()
      await say('one')
      const two = await say('two')
      await say('three')
      for (const content of ['written offline', 'and more'])
        expect(await reply(mine, id, content, { seenSeq: 1 })).toMatchObject({ success: true })
      expect(await stateOf(id)).toMatchObject({
        headSeq: 5,
        agentReadSeq: 1,
        waitingSince: two.sentAt,
      })
      expect((await told(socket, 'written offline')).agentReadSeq).toBe(1)
      expect((await told(socket, 'and more')).agentReadSeq).toBe(1)
      expect(await resume()).toMatchObject({ headSeq: 5, agentReadSeq: 1 })
      const session = await desk.linh.api.get(`/api/chat/sessions/${id}`)
      expect(session.body.data.unread).toBe(4)
      const answer = await reply(mine, id, 'an answer', { seenSeq: 5 })
      expect(answer.message.seq).toBe(6)
      expect(await stateOf(id)).toMatchObject({ agentReadSeq: 6, waitingSince: null })
      expect(await told(socket, 'an answer')).not.toHaveProperty('agentReadSeq')
    })

    it('is read as far as the team has read it, and waits all the same', async () => {
      const { id, say } = await chat()
      await say('one')
      const two = await say('two')
      await theirs.ask('read', { conversationId: id, seq: 2 })
      await reply(mine, id, 'written offline', { seenSeq: 1 })
      expect(await stateOf(id)).toMatchObject({ agentReadSeq: 3, waitingSince: two.sentAt })
    })

    it('is answered where that agent has answered it from another window', async () => {
      const { id, say } = await chat()
      await say('one')
      await say('two')
      await reply(mine, id, 'an answer', { seenSeq: 2 })
      await reply(mine, id, 'written offline', { seenSeq: 1 })
      expect(await stateOf(id)).toMatchObject({ agentReadSeq: 4, waitingSince: null })
    })

    it('is read and answered as ever by a client that does not say what it has seen', async () => {
      const { id, socket, say } = await chat()
      await say('one')
      await say('two')
      await reply(mine, id, 'from an old client')
      expect(await stateOf(id)).toMatchObject({ agentReadSeq: 3, waitingSince: null })
      expect(await told(socket, 'from an old client')).not.toHaveProperty('agentReadSeq')
    })

    it('stays so when an agent writes in the chat itself', async () => {
      const { id, say } = await chat()
      const agent = await desk.server.socket('/chat', { token: desk.linh.token })
      await say('one')
      const two = await say('two')
      const message = { sessionId: id, content: 'hello', senderType: 'agent', seenSeq: 1 }
      expect(await agent.ask('sendMessage', message)).toMatchObject({ success: true, seq: 3 })
      expect(await stateOf(id)).toMatchObject({ agentReadSeq: 1, waitingSince: two.sentAt })
    })

    it('keeps its notification unread, and its wait is watched on', async () => {
      const { id, say } = await chat()
      await desk.server.admin.post(`/api/chat/sessions/${id}/assign`, { agentId: desk.linh.id })
      await say('one')
      const noticeOf = async (aboutId: string) =>
        (await desk.list(desk.linh)).find(
          (each) => each.kind === 'message' && each.conversationId === aboutId,
        )
      await expect.poll(async () => (await noticeOf(id))?.readAt, SOON).toBeNull()
      await reply(mine, id, 'written offline', { seenSeq: 0 })
      // What is decided after it has been decided shows that it has been.
      const next = await desk.chatOf(desk.linh)
      await next.say('later')
      await expect.poll(() => noticeOf(next.id), SOON).toBeDefined()
      expect(await noticeOf(id)).toMatchObject({ readAt: null })
      await reply(mine, id, 'an answer', { seenSeq: 2 })
      await expect.poll(async () => (await noticeOf(id))?.readAt, SOON).not.toBeNull()
    })
  })

  describe('of an agent, by a customer who was offline,', () => {
    it('stays unread until it is seen', async () => {
      const { id, say } = await chat()
      await say('one')
      await reply(mine, id, 'two', { seenSeq: 1 })
      await reply(mine, id, 'three', { seenSeq: 1 })
      expect((await say('written offline', { seenSeq: 2 })).seq).toBe(4)
      expect(await stateOf(id)).toMatchObject({ headSeq: 4, customerReadSeq: 2 })
      await say('now seen', { seenSeq: 4 })
      expect(await stateOf(id)).toMatchObject({ customerReadSeq: 5 })
    })

    it('is read as ever by a client that does not say what it has seen, and never unread again', async () => {
      const { id, say } = await chat()
      await say('one')
      await reply(mine, id, 'two')
      await say('from an old client')
      expect(await stateOf(id)).toMatchObject({ customerReadSeq: 3 })
      await say('written long before', { seenSeq: 0 })
      expect(await stateOf(id)).toMatchObject({ customerReadSeq: 4 })
    })

    it('crosses nothing: a customer is never refused for a reply', async () => {
      const { id, say } = await chat()
      await say('one')
      await reply(mine, id, 'two')
      expect(await say('three', { seenSeq: 1 })).toMatchObject({ success: true, seq: 3 })
    })

    it('is counted by what they see, also where their chat goes on in another', async () => {
      const browser = crypto.randomUUID()
      const [old, now] = [await chat(browser), await chat(browser)]
      await old.say('one')
      await now.say('elsewhere')
      await reply(mine, now.id, 'elsewhere too')
      const merged = await desk.linh.api.post(`/api/inbox/${old.id}/merge`, { targetId: now.id })
      expect(merged.status).toBe(201)
      await reply(mine, now.id, 'two, as they see it', { seenSeq: 2 })
      await reply(mine, now.id, 'three, as they see it', { seenSeq: 3 })
      const before = await stateOf(now.id)
      await old.say('written offline', { seenSeq: 2 })
      expect(before.customerReadSeq).toBeLessThan(3)
      expect(await stateOf(now.id)).toMatchObject({ headSeq: 5, customerReadSeq: 3 })
    })
  })
})
