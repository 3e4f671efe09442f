import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { finding } from '../../tests/support/finding.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'
import type { Found, MessageHit, SearchPart } from '../contract/search.ts'
import { editMessage, lockConversation, removeMessage } from '../conversations/index.ts'
import { openSearchFile } from '../db/open.ts'
import { searchPathOf } from '../db/search-file.ts'
import { resolveFilter } from './filter.ts'
import { forgetIndex } from './indexer.ts'
import { parseQuery } from './query.ts'

const textOf = (parts: readonly SearchPart[]) => parts.map(({ text }) => text).join('')
const hitsOf = (parts: readonly SearchPart[]) =>
  parts.filter(({ isHit }) => isHit).map(({ text }) => text)

onBothDatabases('search', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let desk: TestSocket
  let ask: ReturnType<typeof finding>
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh Đan')
    ask = finding(agent)
    desk = await server.socket('/console', { token: agent.token })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const find: typeof ask.find = (q, more) => ask.find(q, more)
  const found: typeof ask.found = (q, more) => ask.found(q, more)
  const messagesOf = async (q: string, more?: Record<string, string>) =>
    (await found(q, more)).messages.hits.map((hit) => textOf(hit.excerpt))

  async function startedChat(name = 'Mai') {
    const customer = await server.socket('/chat')
    const { sessionId } = await customer.ask('startChat', {
      customerEmail: `${crypto.randomUUID()}@x.test`,
      customerName: name,
    })
    const say = async (content: string): Promise<string> =>
      (await customer.ask('sendMessage', { sessionId, content, senderType: 'customer' })).messageId
    return { id: sessionId as string, say }
  }
  const write = (conversationId: string, content: string, visibility = 'public') =>
    desk.ask('send', { conversationId, content, visibility, clientMessageId: crypto.randomUUID() })

  describe('words', () => {
    it('find what was said, as soon as it is indexed, with the place of it', async () => {
      const { id, say } = await startedChat()
      const messageId = await say('Where is my zeppelin order?')
      const [hit] = (await found('zeppelin')).messages.hits
      expect(hit).toMatchObject({
        id: messageId,
        conversationId: id,
        seq: 1,
        author: { type: 'customer', name: 'Mai' },
        conversation: { status: 'open', name: 'Mai' },
        ticket: null,
      })
      expect(hitsOf(hit?.excerpt ?? [])).toEqual(['zeppelin'])
    })

    it('do not mind capitals and diacritics, either way, đ included', async () => {
      const { say } = await startedChat()
      await say('Đơn hàng gối tựa của tôi đâu rồi')
      await say('Don hang goi tua chua den')
      const both = ['Đơn hàng gối tựa của tôi đâu rồi', 'Don hang goi tua chua den']
      for (const q of ['gối tựa', 'goi tua', 'GỐI TỰA', 'đơn gối tựa'])
        expect((await messagesOf(q)).toSorted()).toEqual(both.toSorted())
      // The very diacritics that were typed come first, though the other is newer.
      expect(await messagesOf('gối tựa')).toEqual(both)
    })

    it('have all to be there, the last one as it begins; phrases in order, and others not', async () => {
      const { say } = await startedChat()
      await say('quokka eats leaves')
      await say('leaves eats quokka')
      await say('quokka sleeps')
      expect(await messagesOf('quokka lea')).toHaveLength(2)
      expect(await messagesOf('quok leaves')).toHaveLength(0)
      expect(await messagesOf('"quokka eats"')).toEqual(['quokka eats leaves'])
      expect(await messagesOf('quokka -leaves')).toEqual(['quokka sleeps'])
      expect(await messagesOf('-quokka')).toEqual([])
      expect(await messagesOf('')).toEqual([])
    })

    it('find what somebody typed together and whole before what only holds it', async () => {
      const { say } = await startedChat()
      await say('axolotl tank')
      await say('tanks for an axolotl')
      expect(await messagesOf('axolotl tank')).toEqual(['axolotl tank', 'tanks for an axolotl'])
    })

    it.each([
      '"',
      '*',
      "'",
      '\\',
      'a:*',
      "' | !x",
      'NOT',
      'AND',
      '(',
      '😀',
      'from:"',
      'ữ',
      "x' 'y",
    ])('can be anything: %s', async (q) => {
      expect(await find(q)).toMatchObject({ unknown: [] })
    })

    it('lead on, page by page, to every message once', async () => {
      const { say } = await startedChat()
      for (let number = 0; number < 75; number++) await say(`pangolin ${number}`)
      const seen: string[] = []
      let next: string | null = ''
      await found('pangolin')
      for (; next !== null;) {
        const page: Found = await find('pangolin', { kind: 'messages', limit: '20', cursor: next })
        seen.push(...page.messages.hits.map((hit) => textOf(hit.excerpt)))
        next = page.messages.next
      }
      const wanted = Array.from({ length: 75 }, (_, number) => `pangolin ${number}`)
      expect(seen.toSorted()).toEqual(wanted.toSorted())
      const { status } = await agent.api.get('/api/search?q=pangolin&kind=messages&cursor=x')
      expect(status).toBe(400)
    })
  })

  describe('what is found', () => {
    it('are notes and names of files too', async () => {
      const { id, say } = await startedChat()
      await say('hello')
      await write(id, 'Chinchilla owner, be nice', 'internal')
      const note = (await found('chinchilla is:note')).messages.hits[0]
      expect(note).toMatchObject({ kind: 'note', seq: null, afterSeq: 1 })
      expect(await messagesOf('chinchilla is:file')).toEqual([])
    })

    it('are customers by name, address, company and number, as they are now', async () => {
      const { body } = await agent.api.post('/api/customers', {
        email: 'hoa@hoasen.test',
        name: 'Trần Thị Hoa',
        phone: '+84 912 345 678',
        company: 'Hoa Sen',
      })
      const { id } = body.data
      for (const q of ['tran thi', 'hoasen.test', 'hoa sen', '0912345678', '84912345', '912345678'])
        expect((await found(q)).customers.hits.map((hit) => hit.id)).toContain(id)
      const [hit] = (await find('thi hoa')).customers.hits
      expect(hitsOf(hit?.name ?? [])).toEqual(['Thị', 'Hoa'])
      await agent.api.put(`/api/customers/${id}`, { name: 'Lê Thị Lan' })
      expect((await found('tran thi')).customers.hits).toEqual([])
      expect((await find('le thi lan')).customers.hits).toHaveLength(1)
      await server.admin.delete(`/api/customers/${id}`)
      expect((await found('le thi lan')).customers.hits).toEqual([])
    })

    it('are customers as merging makes them, and as undoing it does', async () => {
      const [mai, may] = await Promise.all(
        [{ name: 'Mai Solo' }, { name: 'May Solo', company: 'Zygote Works' }].map(
          async (fields) => {
            const email = `${crypto.randomUUID()}@x.test`
            const { body } = await agent.api.post('/api/customers', { ...fields, email })
            return body.data.id as string
          },
        ),
      )
      const named = async () => (await found('zygote')).customers.hits.map(({ id }) => id)
      expect(await named()).toEqual([may])
      const path = `/api/customers/${mai}/merge`
      const { body } = await agent.api.post(path, { customerId: may })
      expect(await named()).toEqual([mai])
      await agent.api.delete(`/api/customers/merges/${body.data.id}`)
      expect(await named()).toEqual([may])
    })

    it('are tickets by number, subject and description, and their comments', async () => {
      const customer = await agent.api.post('/api/customers', {
        email: 'z@z.test',
        name: 'Zoe Zed',
      })
      const { body } = await agent.api.post('/api/tickets', {
        customerId: customer.body.data.id,
        subject: 'Broken kaleidoscope',
        description: 'It arrived in eleven pieces',
      })
      const { id, ticketNumber } = body.data
      const number = Number(ticketNumber.slice(3))
      for (const q of ['kaleid', 'eleven pieces', ticketNumber, `tk${number}`, `tk-${number}`])
        expect((await found(q)).tickets.hits[0]?.id).toBe(id)
      await agent.api.post(`/api/tickets/${id}/comments`, { comment: 'Sent a capybara instead' })
      const [comment] = (await found('capybara')).messages.hits
      expect(comment?.ticket).toEqual({ id, ticketNumber, subject: 'Broken kaleidoscope' })
    })

    it('says something else once it is edited, and nothing once it is taken back', async () => {
      const { id, say } = await startedChat()
      const messageId = await say('the first wording was wombat')
      expect(await messagesOf('wombat')).toHaveLength(1)
      const change = (work: Parameters<typeof server.database.transaction>[0]) =>
        server.database.transaction(work)
      await change(async (tx) => {
        const row = await lockConversation(tx, id)
        if (!row) throw new Error('gone')
        await editMessage(tx, row, messageId, {
          content: 'the second wording is numbat',
          remoteFile: null,
          editedAt: tx.now,
        })
      })
      expect(await messagesOf('numbat')).toHaveLength(1)
      expect(await messagesOf('wombat')).toEqual([])
      await change(async (tx) => {
        const row = await lockConversation(tx, id)
        if (row) await removeMessage(tx, row, messageId)
      })
      expect(await messagesOf('numbat')).toEqual([])
    })

    it('is gone when the person is erased, from the file of the words too', async () => {
      const { id, say } = await startedChat('Erwin Gone')
      await say('my secret is tarsier')
      expect(await messagesOf('tarsier')).toHaveLength(1)
      const { body } = await agent.api.get(`/api/inbox/${id}`)
      const person = `/api/customers/${body.data.customer.id}`
      const erased = await server.admin.post(`${person}/erase`, { confirm: 'Erwin Gone' })
      expect(erased.status).toBeLessThan(300)
      expect((await found('tarsier')).messages.hits).toEqual([])
      expect((await find('erwin gone')).customers.hits).toEqual([])
      const { file } = server.database
      await vi.waitFor(
        () => {
          const bytes = file === null ? '' : readFileSync(searchPathOf(file), 'latin1')
          expect(bytes).not.toContain('tarsier')
        },
        { timeout: 10_000 },
      )
    })

    it('is gone when a customer is deleted, from the file of the words too', async () => {
      const customer = { name: 'Egbert Zorilla', email: 'egbert@x.test' }
      const { id } = (await agent.api.post('/api/customers', customer)).body.data
      await agent.api.post(`/api/customers/${id}/notes`, { content: 'is fond of numbfish' })
      // A word of the index may be written as where it differs from the one before.
      const parts = ['orilla', 'umbfish']
      const { file } = server.database
      const stored = () =>
        ['', '-wal'].flatMap((end) => {
          const bytes = file === null ? '' : readFileSync(searchPathOf(file) + end, 'latin1')
          return parts.filter((part) => bytes.includes(part))
        })
      await expect.poll(async () => (await find('zorilla')).customers.hits).toHaveLength(1)
      await expect.poll(async () => (await find('numbfish')).notes.hits).toHaveLength(1)
      expect(new Set(stored())).toEqual(new Set(file === null ? [] : parts))
      expect((await server.admin.delete(`/api/customers/${id}`)).status).toBe(204)
      await expect.poll(stored).toEqual([])
      expect((await find('zorilla')).customers.hits).toEqual([])
    })

    it('is shown once when a conversation was split', async () => {
      const { id, say } = await startedChat()
      await say('one thing')
      await say('the gecko thing')
      await agent.api.post(`/api/inbox/${id}/split`, { fromSeq: 2 })
      const hits = (await found('gecko')).messages.hits
      expect(hits).toHaveLength(1)
      expect(hits[0]?.conversationId).not.toBe(id)
    })
  })

  describe('the words with a name', () => {
    let chat: Awaited<ReturnType<typeof startedChat>>
    let tagId: string
    beforeAll(async () => {
      chat = await startedChat('Phúc')
      await chat.say('marmot from the customer')
      await write(chat.id, 'marmot from the agent')
      const tag = await server.admin.post('/api/tags', { name: 'Đơn lớn', color: 'red' })
      tagId = tag.body.data.id
      await agent.api.post('/api/inbox/bulk', {
        ids: [chat.id],
        act: { kind: 'tag', add: [tagId] },
      })
      const other = await startedChat('Other')
      await other.say('marmot elsewhere')
      await agent.api.post(`/api/chat/sessions/${other.id}/close`)
    })

    it.each([
      ['marmot', 3],
      ['marmot from:customer', 2],
      ['marmot from:agent', 1],
      ['marmot from:me', 1],
      ['marmot from:phuc', 1],
      ['marmot from:"Linh Đan"', 1],
      ['marmot from:phuc from:linh', 2],
      ['marmot is:closed', 1],
      ['marmot is:open', 2],
      ['marmot is:unassigned', 0],
      ['marmot is:snoozed', 0],
      ['marmot tag:"don lon"', 2],
      ['tag:"Đơn lớn"', 2],
      ['marmot to:me', 2],
      ['marmot assignee:linh', 2],
      ['marmot to:none', 1],
      ['marmot after:today', 3],
      ['marmot before:today', 0],
      ['marmot after:2020 before:2021-02', 0],
      ['marmot in:messages', 3],
      ['marmot in:tickets', 0],
    ])('%s finds %i', async (q, count) => {
      expect(await messagesOf(q)).toHaveLength(count)
    })

    it.each([
      ['2026-02-30', '2026-03-01'],
      ['2025-02-29', '2025-03-01'],
      ['2026-04-31', '2026-05-01'],
    ])('a day that is none, as %s, is the first after its month: %s', async (none, first) => {
      const asking = { userId: agent.id, now: new Date(), zone: 'Asia/Ho_Chi_Minh' }
      const [of, wanted] = await Promise.all(
        [none, first].map((day) => {
          const query = parseQuery(`after:${day} before:${day}`)
          return resolveFilter(server.database.sql, query, asking)
        }),
      )
      expect(of).toEqual(wanted)
    })

    it('say what there is none of', async () => {
      const { messages, unknown } = await found('marmot tag:nowhere to:nobody')
      expect(messages.hits).toEqual([])
      expect(unknown).toEqual(['tag:nowhere', 'to:nobody'])
    })
  })

  it('is for agents only', async () => {
    expect((await server.anonymous.get('/api/search?q=x')).status).toBe(401)
    const customer = await server.signIn('customer', 'Portal')
    expect((await customer.api.get('/api/search?q=x')).status).toBe(403)
  })

  it('begins anew when the index is forgotten, and finds all again', async () => {
    const { say } = await startedChat()
    await say('an okapi')
    const before = await found('okapi')
    expect(before.messages.hits).toHaveLength(1)
    const { file } = server.database
    const words = file === null ? server.database : openSearchFile(file, server.database.clock)
    await forgetIndex(words)
    if (words !== server.database) await words.close()
    const again: MessageHit[] = (await found('okapi')).messages.hits
    expect(again).toEqual(before.messages.hits)
  })
})
