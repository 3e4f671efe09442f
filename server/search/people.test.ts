import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { finding } from '../../tests/support/finding.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { SearchPart } from '../contract/search.ts'

const textOf = (parts: readonly SearchPart[]) => parts.map(({ text }) => text).join('')

onBothDatabases('search for people and what is known of them', (create) => {
  let on: TestDatabase
  let server: TestServer
  let linh: Account
  let found: ReturnType<typeof finding>['found']
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    linh = await server.signIn('agent', 'Linh Đan')
    found = finding(linh).found
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  async function customer(name: string, more: Record<string, string> = {}): Promise<string> {
    const email = `${crypto.randomUUID()}@x.test`
    const { body } = await linh.api.post('/api/customers', { name, email, ...more })
    return body.data.id
  }
  const customersOf = async (q: string) => (await found(q)).customers.hits.map(({ id }) => id)

  describe('finds a customer by a further identity', () => {
    it('as long as it is theirs, and says by which', async () => {
      const id = await customer('Zoë Further')
      const path = `/api/customers/${id}/identities`
      await linh.api.post(path, { kind: 'email', value: 'zoe.private@elsewhere.test' })
      await linh.api.post(path, { kind: 'phone', value: '+84 977 111 222' })
      const added = await linh.api.post(path, { kind: 'external', value: 'shop-quetzal-7' })
      for (const q of ['zoe.private', 'elsewhere.test', '0977111222', 'shop-quetzal-7'])
        expect(await customersOf(q)).toEqual([id])
      const [hit] = (await found('zoe.private')).customers.hits
      expect(hit?.identities.map(textOf)).toEqual(['zoe.private@elsewhere.test'])
      expect((await found('further')).customers.hits[0]?.identities).toEqual([])
      const last: Array<{ id: string; kind: string }> = added.body.data
      await linh.api.delete(`${path}/${last.find(({ kind }) => kind === 'external')?.id}`)
      expect(await customersOf('shop-quetzal-7')).toEqual([])
    })

    it('of whomever they were merged with', async () => {
      const [kept, merged] = [await customer('Kept Numbat'), await customer('Merged Numbat')]
      await linh.api.post(`/api/customers/${merged}/identities`, {
        kind: 'email',
        value: 'bandicoot@elsewhere.test',
      })
      expect(await customersOf('bandicoot')).toEqual([merged])
      await linh.api.post(`/api/customers/${kept}/merge`, { customerId: merged })
      expect(await customersOf('bandicoot')).toEqual([kept])
    })
  })

  describe('finds a note on a customer', () => {
    const notesOf = async (q: string) => (await found(q)).notes.hits.map(({ id }) => id)

    it('as it is now, with whom it is on and who wrote it', async () => {
      const id = await customer('Noted Person')
      const path = `/api/customers/${id}/notes`
      const { body } = await linh.api.post(path, { content: 'Thích gọi điện sau cachalot giờ' })
      const [hit] = (await found('cachalot')).notes.hits
      expect(hit).toMatchObject({
        id: body.data.id,
        customer: { id, name: 'Noted Person' },
        author: { id: linh.id, name: 'Linh Đan' },
      })
      expect(hit?.excerpt.filter(({ isHit }) => isHit)).toEqual([{ text: 'cachalot', isHit: true }])
      await linh.api.put(`${path}/${body.data.id}`, { content: 'prefers narwhal' })
      expect(await notesOf('cachalot')).toEqual([])
      expect(await notesOf('narwhal')).toEqual([body.data.id])
      await linh.api.delete(`${path}/${body.data.id}`)
      expect(await notesOf('narwhal')).toEqual([])
    })

    it('with whoever they are one with now, until the person is gone', async () => {
      const [kept, merged] = [await customer('Kept Dugong'), await customer('Merged Dugong')]
      await linh.api.post(`/api/customers/${merged}/notes`, { content: 'likes a dugong' })
      const whose = async () =>
        (await found('likes dugong')).notes.hits.map((hit) => hit.customer.id)
      expect(await whose()).toEqual([merged])
      const merge = await linh.api.post(`/api/customers/${kept}/merge`, { customerId: merged })
      expect(await whose()).toEqual([kept])
      await linh.api.delete(`/api/customers/merges/${merge.body.data.id}`)
      expect(await whose()).toEqual([merged])
      await server.admin.post(`/api/customers/${merged}/erase`, { confirm: 'Merged Dugong' })
      expect(await whose()).toEqual([])
    })

    it.each([
      ['tapir', 1],
      ['tapir is:note', 1],
      ['tapir in:notes', 1],
      ['tapir from:me', 1],
      ['tapir from:linh', 1],
      ['tapir from:customer', 0],
      ['tapir is:open', 0],
      ['tapir is:file', 0],
      ['tapir to:me', 0],
      ['tapir in:customers', 0],
      ['tapir after:today', 1],
      ['tapir before:today', 0],
    ])('narrowed down by words: %s finds %i', async (q, count) => {
      if ((await notesOf('tapir')).length === 0) {
        const id = await customer('Tapir Friend')
        await linh.api.post(`/api/customers/${id}/notes`, { content: 'asked about a tapir' })
      }
      expect(await notesOf(q)).toHaveLength(count)
    })
  })

  it('finds a company by name and domain, with people or without', async () => {
    const named = async (q: string) =>
      (await found(q)).companies.hits.map(({ name }) => textOf(name))
    await customer('Somebody', { company: 'Gà Rán Ngon' })
    expect(await named('ga ran')).toEqual(['Gà Rán Ngon'])
    const fields = { name: 'Ocelot Works', domains: ['ocelot.test'] }
    const { body } = await server.admin.post('/api/companies', fields)
    const { id } = body.data
    expect((await found('ocelot.test')).companies.hits.map((hit) => hit.id)).toEqual([id])
    await server.admin.put(`/api/companies/${id}`, { name: 'Margay Works', domains: [] })
    expect(await named('ocelot')).toEqual([])
    expect(await named('margay in:companies')).toEqual(['Margay Works'])
    expect(await named('margay is:open')).toEqual([])
    await server.admin.delete(`/api/companies/${id}`)
    expect(await named('margay')).toEqual([])
  })

  it('finds a message by the name of its file', async () => {
    const customerSocket = await server.socket('/chat')
    const chat = await customerSocket.ask('startChat', {
      customerEmail: 'files@x.test',
      customerName: 'Filer',
    })
    const sessionId: string = chat.sessionId
    const desk = await server.socket('/console', { token: linh.token })
    const name = 'Hóa đơn kakapo.txt'
    const path = `/api/inbox/${sessionId}/files?name=${encodeURIComponent(name)}`
    const answer = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${linh.token}`, 'content-type': 'text/plain' },
      body: 'paid',
    })
    const { data } = (await answer.json()) as { data: { id: string } }
    await desk.ask('send', {
      conversationId: sessionId,
      content: '',
      visibility: 'public',
      clientMessageId: crypto.randomUUID(),
      attachmentIds: [data.id],
    })
    for (const q of ['kakapo', 'hoa don kakapo', 'kakapo is:file']) {
      const [hit] = (await found(q)).messages.hits
      expect(textOf(hit?.fileName ?? [])).toBe(name)
    }
    expect((await found('kakapo is:note')).messages.hits).toEqual([])
  })

  it.each(['agent', 'supervisor', 'admin'] as const)(
    'shows a %s everything, and what `me` means is who asks',
    async (role) => {
      const word = `${role}axolotl`
      const who = await server.signIn(role, `Own ${role}`)
      const id = await customer(`${word} customer`)
      for (const one of [linh, who])
        await one.api.post(`/api/customers/${id}/notes`, { content: `${word} seen` })
      const ticket = {
        customerId: id,
        subject: `${word} ticket`,
        description: 'It is about something',
      }
      const { body } = await linh.api.post('/api/tickets', { ...ticket, assignedTo: who.id })
      await linh.api.post(`/api/tickets/${body.data.id}/comments`, { comment: `${word} comment` })
      const theirs = finding(who).found
      const all = await theirs(word)
      expect(all.customers.hits).toHaveLength(1)
      expect(all.tickets.hits).toHaveLength(1)
      expect(all.notes.hits).toHaveLength(2)
      expect(all.messages.hits).toHaveLength(1)
      expect((await theirs(`${word} from:me`)).notes.hits).toMatchObject([
        { author: { id: who.id } },
      ])
      expect((await theirs(`${word} to:me`)).tickets.hits).toHaveLength(1)
      expect((await found(`${word} to:me`)).tickets.hits).toEqual([])
    },
  )
})
