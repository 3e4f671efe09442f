import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'

onBothDatabases('the start of a web chat', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
    const fields = [
      {
        key: 'topic',
        label: { en: 'Topic', vi: 'Chủ đề' },
        kind: 'choice',
        isRequired: true,
        choices: ['Order', 'Other'],
      },
      { key: 'phone', label: { en: 'Phone' }, kind: 'phone' },
      { key: 'company', label: { en: 'Company' }, kind: 'company' },
      { key: 'why', label: { en: 'Why' }, kind: 'long_text' },
    ]
    await server.admin.put('/api/settings/webchat', { fields })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const freshEmail = () => `${crypto.randomUUID()}@customer.test`
  const visitor = (more: object = {}) => ({
    customerEmail: freshEmail(),
    customerName: 'Mai',
    ...more,
  })
  const conversationOf = async (id: string) => (await agent.api.get(`/api/inbox/${id}`)).body.data

  describe('with its form', () => {
    it('names every answer that is not valid, in words', async () => {
      const socket = await server.socket('/chat', {}, { 'accept-language': 'vi' })
      const refused = await socket.ask(
        'startChat',
        visitor({ fields: { topic: 'Weather', phone: 'x'.repeat(21) } }),
      )
      expect(refused).toMatchObject({
        success: false,
        code: 'validation_failed',
        errors: [
          { path: 'fields.topic', message: 'phải là một trong: Order, Other' },
          { path: 'fields.phone', message: 'phải có nhiều nhất 20 ký tự' },
        ],
      })
      expect(await socket.ask('startChat', visitor({ fields: {} }))).toMatchObject({
        code: 'validation_failed',
        errors: [{ path: 'fields.topic' }],
      })
    })

    it('is not asked of a client that knows no form', async () => {
      const socket = await server.socket('/chat')
      expect(await socket.ask('startChat', visitor())).toMatchObject({ success: true })
    })

    it('keeps the answers for agents, and what a new customer has none of on the customer', async () => {
      const socket = await server.socket('/chat')
      const fields = {
        topic: 'Order',
        phone: ' 0901 ',
        company: 'Chè Co',
        why: 'one\ntwo',
        old: 'x',
      }
      const { sessionId } = await socket.ask('startChat', visitor({ fields }))
      const conversation = await conversationOf(sessionId)
      expect(conversation.visitor.fields).toEqual([
        { key: 'topic', label: 'Topic', value: 'Order' },
        { key: 'phone', label: 'Phone', value: '0901' },
        { key: 'company', label: 'Company', value: 'Chè Co' },
        { key: 'why', label: 'Why', value: 'one\ntwo' },
      ])
      const { body } = await agent.api.get(`/api/customers/${conversation.customer.id}`)
      expect(body.data).toMatchObject({ phone: '0901', company: 'Chè Co' })
    })

    it('changes nothing of a customer who was there before', async () => {
      const customerEmail = freshEmail()
      const made = await agent.api.post('/api/customers', {
        email: customerEmail,
        name: 'Real Mai',
      })
      const socket = await server.socket('/chat')
      const fields = { topic: 'Order', phone: '666', company: 'Evil' }
      const { sessionId } = await socket.ask('startChat', visitor({ customerEmail, fields }))
      expect((await conversationOf(sessionId)).customer.id).toBe(made.body.data.id)
      const { body } = await agent.api.get(`/api/customers/${made.body.data.id}`)
      expect(body.data).toEqual(made.body.data)
    })
  })

  describe('with what is known of the visitor', () => {
    it('shows it to agents', async () => {
      const socket = await server.socket('/chat', {}, { 'user-agent': 'Test/1' })
      const { sessionId } = await socket.ask(
        'startChat',
        visitor({
          visitorId: crypto.randomUUID(),
          page: { url: 'https://shop.example/tea', title: 'Tea' },
          referrer: 'https://search.example/?q=tea',
          zone: 'Asia/Ho_Chi_Minh',
          language: 'vi-VN',
        }),
      )
      expect((await conversationOf(sessionId)).visitor).toEqual({
        pages: [{ url: 'https://shop.example/tea', title: 'Tea', at: expect.stringMatching(/Z$/) }],
        referrer: 'https://search.example/?q=tea',
        zone: 'Asia/Ho_Chi_Minh',
        language: 'vi-VN',
        userAgent: 'Test/1',
        fields: [],
      })
    })

    it('leaves out what it cannot keep and refuses nobody for it', async () => {
      const socket = await server.socket('/chat', {}, { 'user-agent': 'Test/1' })
      const { sessionId, success } = await socket.ask(
        'startChat',
        visitor({
          visitorId: 7,
          page: { url: 'file:///C:/index.html' },
          referrer: 'javascript:alert(1)',
          zone: 'nul \u0000',
          language: '',
        }),
      )
      expect(success).toBe(true)
      expect((await conversationOf(sessionId)).visitor).toMatchObject({
        pages: [],
        referrer: null,
        zone: null,
        language: null,
      })
    })

    it('follows the visitor from page to page, the newest first, of a quick walk the last', async () => {
      const console = await server.socket('/console', { token: agent.token })
      await console.next('hello')
      const socket = await server.socket('/chat')
      const { sessionId } = await socket.ask('startChat', visitor())
      const pages = ['one', 'two', 'three'].map((name) => ({ url: `https://x.test/${name}` }))
      const told = await Promise.all(pages.map((page) => socket.ask('visit', { sessionId, page })))
      expect(told).toEqual(pages.map(() => ({ success: true })))
      const seen = (name: string) =>
        console.next(
          'event',
          (event) =>
            event.kind === 'conversation.visited' &&
            event.body.id === sessionId &&
            event.body.visitor.pages[0].url.endsWith(name),
        )
      await seen('one')
      const { body } = await seen('three')
      expect(body.visitor.pages.map((page: { url: string }) => page.url)).toEqual([
        'https://x.test/three',
        'https://x.test/one',
      ])
      expect((await conversationOf(sessionId)).visitor).toEqual(body.visitor)
    })

    it('is told by the session’s own visitor only', async () => {
      const owner = await server.socket('/chat')
      const { sessionId } = await owner.ask('startChat', visitor())
      const page = { url: 'https://x.test/' }
      const stranger = await server.socket('/chat')
      expect(await stranger.ask('visit', { sessionId, page })).toMatchObject({
        code: 'not_allowed',
      })
      expect(await owner.ask('visit', { sessionId, page: { url: 'javascript:1' } })).toMatchObject({
        code: 'validation_failed',
      })
    })
  })
})
