import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'

const question = (key: string, kind: string, more: object = {}) => ({
  key,
  label: { en: key },
  kind,
  ...more,
})

onBothDatabases('answers that are kept with the customer', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  const made: Record<string, string> = {}
  const field = async (key: string, type: string, choices: string[] = []) => {
    const { body } = await server.admin.post('/api/customer-fields', {
      key,
      label: key,
      type,
      choices,
    })
    made[key] = body.data.id
  }
  const ask = (...fields: object[]) => server.admin.put('/api/settings/webchat', { fields })
  const questions = [
    question('city', 'text', { customerField: 'town' }),
    question('seats', 'text', { customerField: 'seats' }),
    question('renewal', 'text', { customerField: 'renewal' }),
    question('site', 'text', { customerField: 'site' }),
    question('plan', 'choice', { customerField: 'level', choices: ['Free', 'Paid'] }),
    question('vip', 'choice', { customerField: 'vip', choices: ['Yes', 'No'] }),
    question('why', 'long_text'),
  ]
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
    await field('town', 'text')
    await field('seats', 'number')
    await field('renewal', 'date')
    await field('site', 'url')
    await field('level', 'choice', ['Free', 'Paid', 'Partner'])
    await field('vip', 'boolean')
    await ask(...questions)
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const start = async (fields: object, more: object = {}) => {
    const socket = await server.socket('/chat', {}, { 'accept-language': 'vi' })
    const customerEmail = `${crypto.randomUUID()}@customer.test`
    return socket.ask('startChat', { customerEmail, customerName: 'Mai', fields, ...more })
  }
  const conversationOf = async (id: string) => (await agent.api.get(`/api/inbox/${id}`)).body.data
  const customerOf = async (sessionId: string) => {
    const { customer } = await conversationOf(sessionId)
    return (await agent.api.get(`/api/customers/${customer.id}`)).body.data
  }
  const timelineOf = async (id: string) =>
    (await agent.api.get(`/api/timeline/customer/${id}`)).body.data

  const all = {
    city: ' Huế ',
    seats: '12,5',
    renewal: '2027-01-31',
    site: 'https://mai.test/',
    plan: 'Paid',
    vip: 'Yes',
    why: 'one\ntwo',
  }

  describe('of somebody new', () => {
    it('stand in the fields of the customer as their types want them, and with the chat as they were said', async () => {
      const { sessionId } = await start(all)
      expect((await customerOf(sessionId)).fields).toEqual({
        town: 'Huế',
        seats: 12.5,
        renewal: '2027-01-31',
        site: 'https://mai.test/',
        level: 'Paid',
        vip: true,
      })
      const said = (await conversationOf(sessionId)).visitor.fields
      expect(said.map(({ key, value }: { key: string; value: string }) => [key, value])).toEqual(
        Object.entries({ ...all, city: 'Huế' }),
      )
    })

    it('are found by, as what an agent wrote there', async () => {
      const { sessionId } = await start({ seats: '4711' })
      const { id } = await customerOf(sessionId)
      const filter = { fields: [{ key: 'seats', is: 'equal', value: 4711 }] }
      const segment = await server.admin.post('/api/segments', { name: 'Large', filter })
      const { body } = await agent.api.get(`/api/segments/${segment.body.data.id}/customers`)
      expect(body.data).toMatchObject([{ id }])
    })

    it('are told on the timeline, once, as the customer’s own change', async () => {
      const clientSessionId = crypto.randomUUID()
      const customerEmail = `${crypto.randomUUID()}@customer.test`
      const { sessionId } = await start({ plan: 'Free' }, { clientSessionId, customerEmail })
      await start({ plan: 'Paid' }, { clientSessionId, customerEmail })
      const { id, fields } = await customerOf(sessionId)
      expect(fields).toEqual({ level: 'Free' })
      const changes = (await timelineOf(id)).filter(
        ({ type }: { type: string }) => type === 'customer_updated',
      )
      expect(changes).toMatchObject([
        {
          metadata: {
            changed: ['fields.level'],
            changes: { 'fields.level': { from: null, to: 'Free' } },
            byId: id,
          },
        },
      ])
    })

    it('that were not given change nothing', async () => {
      const { sessionId } = await start({ city: '', why: 'so' })
      const { id, fields } = await customerOf(sessionId)
      expect(fields).toEqual({})
      const types = (await timelineOf(id)).map(({ type }: { type: string }) => type)
      expect(types).not.toContain('customer_updated')
    })

    it('are kept of a message that is left, too', async () => {
      const socket = await server.socket('/chat')
      const { sessionId } = await socket.ask('leaveMessage', {
        customerEmail: `${crypto.randomUUID()}@customer.test`,
        customerName: 'Mai',
        fields: { city: 'Vinh' },
        content: 'Please call me back',
        clientSessionId: crypto.randomUUID(),
        clientMessageId: crypto.randomUUID(),
      })
      expect((await customerOf(sessionId)).fields).toEqual({ town: 'Vinh' })
    })
  })

  it('are refused beside their question where the field would not take them, and nothing is begun', async () => {
    const customerEmail = `${crypto.randomUUID()}@customer.test`
    const bad = { seats: 'many', renewal: '31/01/2027', site: 'mai.test' }
    expect(await start(bad, { customerEmail })).toMatchObject({
      success: false,
      code: 'validation_failed',
      errors: [
        { path: 'fields.seats', message: 'phải là số' },
        { path: 'fields.renewal', message: 'phải là một ngày, dạng 2026-11-26' },
        { path: 'fields.site', message: 'phải là địa chỉ http hoặc https' },
      ],
    })
    expect((await agent.api.get(`/api/customers/email/${customerEmail}`)).body.data).toBeNull()
  })

  describe('of a stranger under the address of somebody known', () => {
    const known = async () => {
      const email = `${crypto.randomUUID()}@customer.test`
      const fields = { town: 'Đà Lạt' }
      return (await agent.api.post('/api/customers', { email, name: 'Real Mai', fields })).body.data
    }

    it('change nothing of that customer, neither what stands there nor what is empty', async () => {
      const before = await known()
      const { sessionId } = await start(all, { customerEmail: before.email })
      expect(await customerOf(sessionId)).toEqual(before)
      expect((await conversationOf(sessionId)).visitor.fields).toHaveLength(7)
      const types = (await timelineOf(before.id)).map(({ type }: { type: string }) => type)
      expect(types).not.toContain('customer_updated')
    })

    it('are refused as anybody’s are, so that nobody learns who is known', async () => {
      const { email: customerEmail } = await known()
      expect(await start({ seats: 'many' }, { customerEmail })).toMatchObject({
        code: 'validation_failed',
        errors: [{ path: 'fields.seats' }],
      })
    })
  })

  describe('of a form whose fields', () => {
    it('are archived is filled in as before, and only the chat has the answer', async () => {
      await server.admin.put(`/api/customer-fields/${made['seats']}`, { isArchived: true })
      const { sessionId } = await start({ seats: 'many', city: 'Huế' })
      expect((await customerOf(sessionId)).fields).toEqual({ town: 'Huế' })
      expect((await conversationOf(sessionId)).visitor.fields).toMatchObject([
        { key: 'city', value: 'Huế' },
        { key: 'seats', value: 'many' },
      ])
      await server.admin.put(`/api/customer-fields/${made['seats']}`, { isArchived: false })
    })

    it('are gone, or of a type that does not fit any more, is filled in as before', async () => {
      const { sql } = server.database
      const town = sql.updateTable('customerFields').where('key', '=', 'town')
      await town.set({ type: 'boolean' }).execute()
      const site = sql.updateTable('customerFields').where('key', '=', 'site')
      await site.set({ key: 'away' }).execute()
      const { sessionId } = await start({ city: 'Huế', site: 'none', plan: 'Free' })
      expect((await customerOf(sessionId)).fields).toEqual({ level: 'Free' })
      await town.set({ type: 'text' }).execute()
      await sql
        .updateTable('customerFields')
        .where('key', '=', 'away')
        .set({ key: 'site' })
        .execute()
    })

    it('no longer have a choice that is offered takes it, and only the chat has it', async () => {
      const path = `/api/customer-fields/${made['level']}`
      await server.admin.put(path, { choices: ['Free'] })
      const { sessionId } = await start({ plan: 'Paid' })
      expect((await customerOf(sessionId)).fields).toEqual({})
      expect((await conversationOf(sessionId)).visitor.fields).toMatchObject([{ value: 'Paid' }])
      await server.admin.put(path, { choices: ['Free', 'Paid', 'Partner'] })
    })
  })

  describe('by the word of an admin', () => {
    it('go where they fit only, each to a field of its own', async () => {
      const wrong = await ask(
        question('a', 'text', { customerField: 'vip' }),
        question('b', 'long_text', { customerField: 'site' }),
        question('c', 'phone', { customerField: 'renewal' }),
        question('d', 'text', { customerField: 'nowhere' }),
        question('e', 'choice', { customerField: 'level', choices: ['Free', 'Gold'] }),
        question('f', 'text', { customerField: 'town' }),
        question('g', 'text', { customerField: 'town' }),
      )
      expect(wrong).toMatchObject({
        status: 400,
        body: {
          code: 'validation_failed',
          errors: [
            { path: 'fields.0.customerField', message: 'does not fit the kind of question' },
            { path: 'fields.1.customerField', message: 'does not fit the kind of question' },
            { path: 'fields.2.customerField', message: 'does not fit the kind of question' },
            { path: 'fields.3.customerField', message: 'is not a field of this workspace' },
            { path: 'fields.4.customerField', message: 'does not take every choice' },
            { path: 'fields.6.customerField', message: 'is filled in by another question' },
          ],
        },
      })
      const { body } = await server.admin.get('/api/settings/webchat')
      expect(body.data.fields).toHaveLength(questions.length)
    })

    it('stay where they went when the field is archived, also as the form is saved again', async () => {
      const path = `/api/customer-fields/${made['vip']}`
      await server.admin.put(path, { isArchived: true })
      expect((await ask(...questions)).status).toBe(200)
      await server.admin.put(path, { isArchived: false })
    })

    it('is not told to visitors', async () => {
      const { body } = await server.anonymous.get('/api/chat/widget')
      expect(body.data.fields).toHaveLength(questions.length)
      expect(JSON.stringify(body.data.fields)).not.toContain('customerField')
    })
  })
})
