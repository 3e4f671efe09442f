import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import { joined } from '../db/transaction.ts'

const DAY_MS = 86_400_000

onBothDatabases('merging customers', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  let made = 0
  const freshEmail = () => `${++made}-${crypto.randomUUID()}@x.test`
  const customer = async (more: object = {}) => {
    const body = { name: `Customer ${++made}`, email: freshEmail(), ...more }
    return (await agent.api.post('/api/customers', body)).body.data
  }
  const merge = (survivor: { id: string }, merged: { id: string }, fields?: object) =>
    agent.api.post(`/api/customers/${survivor.id}/merge`, {
      customerId: merged.id,
      ...(fields && { fields }),
    })
  const undo = (id: string) => agent.api.delete(`/api/customers/merges/${id}`)
  const read = async (path: string) => (await agent.api.get(path)).body.data
  const shown = ({ id }: { id: string }) => read(`/api/customers/${id}`)
  const ticket = async ({ id }: { id: string }) =>
    (
      await agent.api.post('/api/tickets', {
        customerId: id,
        subject: 'A ticket',
        description: 'Something is broken',
      })
    ).body.data
  async function chat(more: object = {}) {
    const socket = await server.socket('/chat')
    const answer = await socket.ask('startChat', {
      customerEmail: freshEmail(),
      customerName: 'Typed',
      ...more,
    })
    return { socket, id: answer.sessionId as string }
  }
  const ownerOf = async (id: string) => (await read(`/api/inbox/${id}`)).customer.id

  describe('shows before what it does', () => {
    it('whose values stay, and how much moves', async () => {
      const mai = await customer({ name: 'Mai', phone: '0901' })
      const may = await customer({ name: 'May', company: 'Lamps' })
      await chat({ customerEmail: may.email })
      await ticket(may)
      const preview = await read(`/api/customers/${mai.id}/merge?with=${may.id}`)
      expect(preview).toMatchObject({
        survivor: { id: mai.id },
        merged: { id: may.id },
        fields: [
          { field: 'name', survivor: 'Mai', merged: 'May', stays: 'survivor' },
          { field: 'email', stays: 'survivor' },
          { field: 'phone', survivor: '0901', merged: null, stays: 'survivor' },
          { field: 'company', survivor: null, merged: 'Lamps', stays: 'merged' },
        ],
        moves: { conversations: 1, tickets: 1, identities: 1 },
      })
    })

    it.each([
      ['themselves', (id: string) => id, 409, 'merge_same_customer'],
      ['nobody', () => crypto.randomUUID(), 404, 'customer_not_found'],
    ])('and refuses %s', async (_, other, status, code) => {
      const { id } = await customer()
      const path = `/api/customers/${id}/merge`
      const answers = [
        await agent.api.get(`${path}?with=${other(id)}`),
        await agent.api.post(path, { customerId: other(id) }),
      ]
      for (const answer of answers) expect(answer).toMatchObject({ status, body: { code } })
    })
  })

  it('moves chats, tickets, timeline and addresses, and keeps the values that were chosen', async () => {
    const mai = await customer({ name: 'Mai', phone: '0901' })
    const may = await customer({ name: 'May', company: 'Lamps' })
    const { id: chatId } = await chat({ customerEmail: may.email })
    const { id: ticketId } = await ticket(may)
    const { status, body } = await merge(mai, may, { name: 'merged' })
    expect(status).toBe(201)
    expect(body.data).toMatchObject({
      survivorId: mai.id,
      merged: { id: may.id, name: 'May', email: may.email },
      madeBy: 'Linh',
      canUndo: true,
    })
    const whole = await shown(mai)
    expect(whole).toMatchObject({
      name: 'May',
      email: mai.email,
      phone: '0901',
      company: 'Lamps',
    })
    expect(await ownerOf(chatId)).toBe(mai.id)
    expect((await read(`/api/tickets/${ticketId}`)).customerId).toBe(mai.id)
    const types = (await read(`/api/timeline/customer/${mai.id}`)).map(
      ({ type }: { type: string }) => type,
    )
    expect(types).toEqual(expect.arrayContaining(['customer_merged', 'chat', 'ticket_created']))
    expect(await read(`/api/customers/email/${may.email}`)).toMatchObject({ id: mai.id })
    expect(await ownerOf((await chat({ customerEmail: may.email })).id)).toBe(mai.id)
  })

  it('makes the old id lead to the survivor everywhere, and out of every list', async () => {
    const [mai, may, mia] = [await customer(), await customer(), await customer()]
    const { id: chatId } = await chat({ customerEmail: may.email })
    await merge(mai, may)
    await merge(mia, mai)
    for (const old of [mai, may]) expect(await shown(old)).toMatchObject({ id: mia.id })
    const survivor = await shown(mia)
    expect(await read(`/api/inbox?customerId=${may.id}`)).toMatchObject([{ id: chatId }])
    expect((await ticket(may)).customerId).toBe(mia.id)
    expect(await read(`/api/tickets/customer/${may.id}`)).toHaveLength(1)
    expect(await read(`/api/timeline/customer/${may.id}/stats`)).toMatchObject({ totalChats: 1 })
    const renamed = await agent.api.put(`/api/customers/${may.id}`, { company: 'Renamed' })
    expect(renamed.body.data).toMatchObject({ id: mia.id, name: survivor.name })
    const names = (await read(`/api/customers?q=${encodeURIComponent(mai.name)}&limit=100`)).map(
      ({ id }: { id: string }) => id,
    )
    expect(names).not.toContain(mai.id)
    expect((await server.admin.delete(`/api/customers/${may.id}`)).status).toBe(404)
    expect((await merge(await customer(), may)).body.code).toBe('customer_merged')
  })

  it('tells every console in one event', async () => {
    const desk = await server.socket('/console', { token: agent.token })
    await desk.next('hello')
    const [mai, may] = [await customer(), await customer()]
    const { id: chatId } = await chat({ customerEmail: may.email })
    const { body } = await merge(mai, may)
    const merged = await desk.next('event', ({ kind }) => kind === 'customer.merged')
    expect(merged).toMatchObject({
      refs: { customerId: mai.id },
      body: { customer: { id: mai.id }, mergedId: may.id },
    })
    await undo(body.data.id)
    const unmerged = await desk.next('event', ({ kind }) => kind === 'customer.unmerged')
    expect(unmerged.body).toMatchObject({
      restored: { id: may.id, email: may.email },
      conversationIds: [chatId],
    })
  })

  describe('undone', () => {
    it('gives back what moved, leaves what was added since, and says so before', async () => {
      const [mai, may] = [await customer({ phone: null }), await customer({ phone: '0902' })]
      const { id: old } = await chat({ customerEmail: may.email })
      const { body } = await merge(mai, may)
      const { id: later } = await chat({ customerEmail: mai.email })
      await agent.api.put(`/api/customers/${mai.id}`, { company: 'Since then' })
      const preview = await read(`/api/customers/merges/${body.data.id}`)
      expect(preview).toMatchObject({
        returns: { conversations: 1, identities: 1 },
        stays: { conversations: 1 },
      })
      expect((await undo(body.data.id)).status).toBe(204)
      expect(await shown(may)).toMatchObject({ id: may.id, email: may.email, phone: '0902' })
      expect(await shown(mai)).toMatchObject({ phone: null, company: 'Since then' })
      expect([await ownerOf(old), await ownerOf(later)]).toEqual([may.id, mai.id])
      expect((await undo(body.data.id)).body.code).toBe('customer_merge_not_found')
      expect(await read(`/api/customers/${mai.id}/merges`)).toEqual([])
    })

    it('waits until the survivor is free of a later merge', async () => {
      const [mai, may, mia] = [await customer(), await customer(), await customer()]
      const first = (await merge(mai, may)).body.data.id
      const second = (await merge(mia, mai)).body.data.id
      expect((await undo(first)).body.code).toBe('customer_merged')
      for (const id of [second, first]) expect((await undo(id)).status).toBe(204)
      expect(await shown(may)).toMatchObject({ id: may.id, email: may.email })
    })

    it('is possible for 30 days', async () => {
      const { body } = await merge(await customer(), await customer())
      const madeAt = new Date(Date.now() - 30 * DAY_MS - 60_000).toISOString()
      const { sql } = server.database
      const isIt = { id: body.data.id as string }
      await sql.updateTable('customerMerges').set({ madeAt }).where('id', '=', isIt.id).execute()
      expect(await undo(isIt.id)).toMatchObject({ status: 409, body: { code: 'undo_expired' } })
    })
  })

  it('lets nobody the site signed for read the chat of whom they were merged with', async () => {
    const { body } = await server.admin.post('/api/settings/webchat/identity-secret')
    const sign = (sub: string) =>
      new SignJWT({ sub, exp: Math.floor(Date.now() / 1_000) + 600 })
        .setProtectedHeader({ alg: 'HS256' })
        .sign(Buffer.from(body.data.secret as string))
    const tokens = [await sign(crypto.randomUUID()), await sign(crypto.randomUUID())]
    const [first, second] = await Promise.all(
      tokens.map((identityToken) => chat({ identityToken })),
    )
    const ids = await Promise.all([first, second].map((one) => ownerOf(one?.id ?? '')))
    await merge({ id: ids[0] }, { id: ids[1] })
    const again = await Promise.all(tokens.map((identityToken) => chat({ identityToken })))
    expect(again.map(({ id }) => id)).toEqual([first?.id, second?.id])
    expect(await ownerOf(second?.id ?? '')).toBe(ids[0])
    const link = await agent.api.post(`/api/inbox/${first?.id}/merge`, { targetId: second?.id })
    expect(link).toMatchObject({ status: 409, body: { code: 'merge_unproven' } })
  })

  it('keeps whoever was blocked from chatting, and gives the block back', async () => {
    const [mai, may] = [await customer(), await customer()]
    const { id } = await chat({ customerEmail: may.email })
    await agent.api.post(`/api/inbox/${id}/block`, {})
    const { body } = await merge(mai, may)
    const asMai = () => chat({ customerEmail: mai.email })
    expect((await asMai()).id).toBeUndefined()
    await undo(body.data.id)
    expect((await asMai()).id).toBeDefined()
    expect((await chat({ customerEmail: may.email })).id).toBeUndefined()
  })

  it('keeps whoever was blocked from chatting though a block of the other is over', async () => {
    const [mai, may] = [await customer(), await customer()]
    const block = async ({ email }: { email: string }) => {
      const { id } = await chat({ customerEmail: email })
      return agent.api.post(`/api/inbox/${id}/block`, { minutes: 5 })
    }
    await block(mai)
    await server.database.sql
      .updateTable('visitorBlocks')
      .set({ until: new Date(Date.now() - 60_000).toISOString() })
      .where('value', '=', mai.id)
      .execute()
    await block(may)
    expect((await merge(mai, may)).status).toBe(201)
    expect((await chat({ customerEmail: mai.email })).id).toBeUndefined()
  })

  it('of a customer who is deleted deletes whoever was merged into them', async () => {
    const [mai, may] = [await customer(), await customer()]
    await merge(mai, may)
    expect((await server.admin.delete(`/api/customers/${mai.id}`)).status).toBe(204)
    for (const { id } of [mai, may])
      expect((await agent.api.get(`/api/customers/${id}`)).status).toBe(404)
  })

  it('happens whole or not at all', async () => {
    const [mai, may] = [await customer(), await customer()]
    const { mergeCustomers } = await import('./merge.ts')
    const failing = server.database.transaction(async (tx) => {
      await joined(tx).transaction((inner) =>
        mergeCustomers(inner, mai.id, { customerId: may.id }, { id: agent.id, name: 'Linh' }),
      )
      throw new Error('the disk is full')
    })
    await expect(failing).rejects.toThrow('the disk is full')
    expect(await shown(may)).toMatchObject({ id: may.id, email: may.email })
  })
})
