import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { checkFile } from '../../tests/support/imports.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import { conversationOf, messageFact, said, sessionFact, SITE } from '../crisp/crisp.fixture.ts'
import { ingest } from '../crisp/ingest.ts'
import type { CrispFact } from '../crisp/facts.ts'
import { findCustomer, lockCustomer } from '../customers/index.ts'
import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { mergeCustomers } from '../merging/merge.ts'
import { insertTicket } from '../tickets/index.ts'
import { loadDocuments } from '../search/documents.ts'
import { askErasure } from './ask.ts'
import { eraseAndWait, freshWord, placesOf } from '../../tests/support/traces.ts'
import { unzipped } from './zip.fixture.ts'

const WAIT = { timeout: 10_000, interval: 50 }

onBothDatabases('a person', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
    await server.admin.post('/api/customer-fields', { key: 'plan', label: 'Plan', type: 'text' })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const read = async (path: string) => (await server.admin.get(path)).body.data
  const say = (sessionId: string, content: string) => ({
    sessionId,
    content,
    senderType: 'customer',
    clientMessageId: crypto.randomUUID(),
  })

  async function startChat(word: string) {
    const socket = await server.socket('/chat')
    const { sessionId: id, sessionToken: token } = await socket.ask('startChat', {
      customerEmail: `${word}@x.test`,
      customerName: `Mai ${word}`,
    })
    return { socket, id: id as string, token: token as string }
  }

  const upload = async (token: string, name: string, text: string) => {
    const answer = await fetch(`${server.url}/api/chat/visitor/files?name=${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      body: text,
    })
    return ((await answer.json()) as { data: { id: string } }).data.id
  }

  /** Somebody of whom something is kept wherever something can be; all of it has the word in it. */
  async function somebody(word: string) {
    const chat = await startChat(word)
    const fileId = await upload(chat.token, `${word}.txt`, `the file says ${word}`)
    await chat.socket.ask('sendMessage', { ...say(chat.id, word), attachmentIds: [fileId] })
    for (let line = 0; line < 20; line++)
      await chat.socket.ask('sendMessage', say(chat.id, `${line} ${word}`))
    const desk = await server.socket('/console', { token: agent.token })
    const note = { visibility: 'internal', content: `note ${word}`, clientMessageId: newId() }
    await desk.ask('send', { conversationId: chat.id, ...note })
    await desk.ask('send', { conversationId: chat.id, ...note, clientMessageId: newId() })
    await agent.api.put(`/api/drafts/${chat.id}`, {
      mode: 'reply',
      reply: `draft ${word}`,
      note: '',
      version: 0,
    })
    await agent.api.post(`/api/inbox/${chat.id}/scheduled`, {
      content: `later ${word}`,
      dueAt: new Date(Date.now() + 86_400_000).toISOString(),
      clientMessageId: newId(),
    })
    const { id } = await read(`/api/customers/email/${word}@x.test`)
    const ticket = await agent.api.post(
      '/api/tickets',
      { customerId: id, subject: `Ticket ${word}`, description: `Broken ${word}` },
      { 'idempotency-key': newId() },
    )
    await agent.api.post(`/api/tickets/${ticket.body.data.id}/comments`, { comment: word })
    await agent.api.put(`/api/customers/${id}`, { phone: word.slice(0, 20), company: word })
    const other = await agent.api.post('/api/customers', {
      name: `Also ${word}`,
      email: `other-${word}@x.test`,
    })
    await agent.api.post(`/api/customers/${id}/notes`, { content: `noted ${word}` })
    await agent.api.put(`/api/customers/${id}`, { fields: { plan: word } })
    // In a file of customers they are a row that is not taken.
    await checkFile(server, `email,name\nnot-mail,${word}\n`)
    const mergeBody = { customerId: other.body.data.id }
    await agent.api.post(`/api/customers/${id}/merge`, mergeBody)
    return { id: id as string, chat, fileId, ticketId: ticket.body.data.id as string }
  }

  const erase = (id: string, confirm: string) => eraseAndWait(server, id, confirm)

  // On Postgres the index of the search follows a moment later.
  const isNowhere = (word: string) =>
    vi.waitFor(async () => expect(await placesOf({ server, on }, word)).toEqual([]), WAIT)

  describe('who is erased', () => {
    it('is found nowhere afterwards, in no table, no index and no file', async () => {
      const word = freshWord()
      const bystander = await startChat(freshWord())
      const { id, chat, fileId, ticketId } = await somebody(word)
      expect((await placesOf({ server, on }, word)).length).toBeGreaterThan(0)
      const preview = await read(`/api/customers/${id}/erase`)
      expect(preview.kept).toMatchObject({
        customers: 2,
        conversations: 1,
        tickets: 1,
        files: 1,
        notes: 1,
      })
      expect(preview.confirmBy).toContain(`${word}@x.test`)
      await erase(id, `${word}@X.test`)
      await isNowhere(word)
      const gone = [
        `/api/customers/${id}`,
        `/api/inbox/${chat.id}`,
        `/api/tickets/${ticketId}`,
        `/api/files/${fileId}/link`,
      ]
      for (const path of gone) expect((await server.admin.get(path)).status).toBe(404)
      expect((await read(`/api/inbox/${bystander.id}`)).id).toBe(bystander.id)
    })

    it('leaves a stream without gaps, and tells the consoles by ids alone', async () => {
      const word = freshWord()
      const desk = await server.socket('/console', { token: agent.token })
      const { seq } = await desk.next('hello').then(({ head }) => ({ seq: head as number }))
      const { id, chat } = await somebody(word)
      await erase(id, `Mai ${word}`)
      expect(await desk.next('event', ({ kind }) => kind === 'customer.erased')).toMatchObject({
        body: { conversationIds: expect.arrayContaining([chat.id]) },
      })
      const seqs: number[] = []
      for (let after = seq; ;) {
        const { events, head } = await desk.ask('catchUp', { after })
        seqs.push(...events.map((event: { seq: number }) => event.seq))
        after = seqs.at(-1) ?? head
        if (after >= head) break
      }
      expect(seqs).toEqual(seqs.map((_, index) => seq + 1 + index))
    })

    it('is written down without anything of them', async () => {
      const word = freshWord()
      const { id } = await somebody(word)
      await erase(id, `Mai ${word}`)
      const [entry] = await read('/api/audit?limit=1')
      expect(entry).toMatchObject({
        action: 'customer_erased',
        subjectId: id,
        counts: { conversations: 1, tickets: 1, customers: 2 },
      })
      expect(JSON.stringify(entry)).not.toContain(word)
    })

    it('has to be named first', async () => {
      const word = freshWord()
      await startChat(word)
      const { id } = await read(`/api/customers/email/${word}@x.test`)
      const refused = await server.admin.post(`/api/customers/${id}/erase`, { confirm: 'Mai' })
      expect(refused).toMatchObject({ status: 409, body: { code: 'erasure_unconfirmed' } })
      expect((await read(`/api/customers/${id}`)).id).toBe(id)
    })

    it('is somebody new when they write again', async () => {
      const word = freshWord()
      const { id } = await somebody(word)
      await server.admin.post(`/api/customers/${id}/erase`, { confirm: `Mai ${word}` })
      const again = await startChat(word)
      const conversation = await read(`/api/inbox/${again.id}`)
      expect(conversation.customer.id).not.toBe(id)
      await vi.waitFor(
        async () => expect((await server.admin.get(`/api/customers/${id}`)).status).toBe(404),
        WAIT,
      )
      expect((await read(`/api/inbox/${again.id}`)).id).toBe(again.id)
    })
  })

  describe('who is being erased', () => {
    const by = () => ({ id: agent.id, name: 'Linh' })
    const isDone = (id: string) =>
      vi.waitFor(async () => expect((await read(`/api/erasures/${id}`)).state).toBe('done'), WAIT)

    async function visitor() {
      const word = freshWord()
      await startChat(word)
      const { id } = await read(`/api/customers/email/${word}@x.test`)
      return { word, id: id as string, name: `Mai ${word}` }
    }

    it('loses what was on its way when it was asked for, too', async () => {
      const { word, id, name } = await visitor()
      const { erasure, ticket } = await server.database.transaction(async (tx) => {
        const customer = (await findCustomer(tx.sql, id))!
        const asked = await askErasure(tx, id, name, agent.id)
        const about = { subject: word, description: word, priority: 'low' as const }
        const references = { chatSessionId: null, convertedFrom: null, assigneeId: null }
        const late = await insertTicket(tx, { customer, ...about, ...references }, by())
        return { erasure: asked, ticket: late }
      })
      await isDone(erasure.id)
      expect((await server.admin.get(`/api/tickets/${ticket.id}`)).status).toBe(404)
      await isNowhere(word)
    })

    it('leaves no bytes of a file that came after it was asked for', async () => {
      const word = freshWord()
      const chat = await startChat(word)
      const { id } = await read(`/api/customers/email/${word}@x.test`)
      const path = join(on.environment['DATA_DIR'] ?? '', 'files')
      const fileId = await upload(chat.token, 'a.txt', word)
      expect(readdirSync(path)).toContain(fileId)
      const erasure = await server.database.transaction(async (tx) => {
        const asked = await askErasure(tx, id, `Mai ${word}`, agent.id)
        await tx.sql.deleteFrom('erasureSubjects').where('subjectId', '=', fileId).execute()
        return asked
      })
      await isDone(erasure.id)
      expect(readdirSync(path)).not.toContain(fileId)
    })

    it('has no words for the search any more, whoever makes them anew', async () => {
      const word = freshWord()
      const { id, chat, ticketId } = await somebody(word)
      const { sql } = server.database
      const messages = await sql
        .selectFrom('messages')
        .select('id')
        .where('conversationId', '=', chat.id)
        .execute()
      const asked = {
        messages: messages.map((one) => one.id),
        customers: [id],
        tickets: [ticketId],
      }
      const counts = (tx: Tx) =>
        Promise.all(
          (['messages', 'customers', 'tickets'] as const).map(
            async (kind) => (await loadDocuments[kind](tx, asked[kind])).length,
          ),
        )
      const { before, after, erasure } = await server.database.transaction(async (tx) => ({
        before: await counts(tx),
        erasure: await askErasure(tx, id, `Mai ${word}`, agent.id),
        after: await counts(tx),
      }))
      expect(before).toEqual([messages.length, 1, 1])
      expect(after).toEqual([0, 0, 0])
      await isDone(erasure.id)
    })

    it('is not there for whoever would add to them or merge them', async () => {
      const { id, name } = await visitor()
      const other = await visitor()
      const { erasure, found, merging } = await server.database.transaction(async (tx) => {
        const asked = await askErasure(tx, id, name, agent.id)
        const merge = mergeCustomers(tx, other.id, { customerId: id }, by())
        const refused = await merge.catch((error: unknown) => error)
        return { erasure: asked, found: await lockCustomer(tx, id), merging: refused }
      })
      expect({ found, merging }).toMatchObject({
        found: undefined,
        merging: { code: 'customer_not_found' },
      })
      await isDone(erasure.id)
    })
  })

  describe('of Crisp who is erased', () => {
    const tell = (sessionId: string, facts: CrispFact[]) =>
      ingest(server.database, { websiteId: SITE, sessionId, facts, isPast: true })
    const known = (word: string, more: object = {}) => ({
      people_id: word,
      is_verified: true,
      verifications: [{ identity: 'email' }],
      meta: { nickname: `Lena ${word}`, email: `${word}@x.test` },
      ...more,
    })
    const later = () => Date.now() + 60_000

    it('is not brought back by a sync, from this conversation or an older one', async () => {
      const word = freshWord()
      const sessionId = `session_${newId()}`
      const facts = [
        messageFact(said(1, { content: word })),
        sessionFact(conversationOf(sessionId, known(word))),
      ]
      const { conversationId } = await tell(sessionId, facts)
      const { customer } = await read(`/api/inbox/${conversationId}`)
      await erase(customer.id, `Lena ${word}`)
      await isNowhere(word)
      const older = `session_${newId()}`
      const again = [
        await tell(sessionId, facts),
        await tell(sessionId, [messageFact(said(1, { content: word }))]),
        await tell(older, [
          messageFact(said(2, { content: word })),
          sessionFact(conversationOf(older, known(word))),
        ]),
      ]
      expect(again.map((one) => one.conversationId)).toEqual([null, null, null])
      await isNowhere(word)
    })

    it('begins anew with what they write after it, and nothing older', async () => {
      const word = freshWord()
      const sessionId = `session_${newId()}`
      const session = sessionFact(conversationOf(sessionId, known(word)))
      const old = messageFact(said(1, { content: 'old' }))
      const { conversationId } = await tell(sessionId, [old, session])
      const { customer } = await read(`/api/inbox/${conversationId}`)
      await erase(customer.id, `Lena ${word}`)
      const fresh = messageFact(said(2, { content: 'new', timestamp: later() }))
      const begun = await tell(sessionId, [old, fresh, session])
      await tell(sessionId, [old, session])
      const shown = await read(`/api/inbox/${begun.conversationId}/messages`)
      expect(shown.map(({ content }: { content: string }) => content)).toEqual(['new'])
      expect((await read(`/api/inbox/${begun.conversationId}`)).customer.id).not.toBe(customer.id)
    })
  })

  it('is exported with all that is kept of them', async () => {
    const word = freshWord()
    const { id, chat, fileId, ticketId } = await somebody(word)
    await agent.api.post('/api/tasks', { customerId: id, title: `Call ${word}`, note: word })
    const deal = { customerId: id, title: `Sell ${word}`, amount: 1250, currency: 'EUR' }
    await agent.api.post('/api/deals', deal)
    const answer = await fetch(`${server.url}/api/customers/${id}/export`, {
      headers: { authorization: `Bearer ${server.adminToken}` },
    })
    expect(answer.headers.get('content-type')).toBe('application/zip')
    const files = unzipped(Buffer.from(await answer.arrayBuffer()))
    const json = (name: string) => JSON.parse(files.get(name)?.toString() ?? 'null')
    expect(json('customer.json')).toMatchObject({
      customer: { id, company: word },
      merged: [{ name: `Also ${word}` }],
      identities: expect.arrayContaining([
        expect.objectContaining({ kind: 'email', value: `other-${word}@x.test` }),
      ]),
    })
    const contents = json(`conversations/${chat.id}.json`).messages.map(
      ({ content }: { content: string }) => content,
    )
    expect(contents).toEqual(expect.arrayContaining([word, `19 ${word}`, `note ${word}`]))
    expect(json('notes.json')).toMatchObject([{ content: `noted ${word}` }])
    expect(json('tickets.json')).toMatchObject([{ id: ticketId, subject: `Ticket ${word}` }])
    expect(json('tasks.json')).toMatchObject([{ title: `Call ${word}`, note: word, state: 'open' }])
    expect(json('deals.json')).toMatchObject([
      {
        title: `Sell ${word}`,
        amount: 1250,
        currency: 'EUR',
        stage: 'New',
        history: [{ from: null, to: 'New', amount: 1250 }],
      },
    ])
    expect(json('timeline.json').length).toBeGreaterThan(3)
    expect(files.get(`files/${fileId}-${word}.txt`)?.toString()).toBe(`the file says ${word}`)
  })
})
