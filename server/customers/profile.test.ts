import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'

let made = 0
const fresh = (word: string) => `${word}${++made}`

onBothDatabases('the profile of a customer', (create) => {
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

  const customer = async (fields: object = {}) => {
    const email = `${crypto.randomUUID()}@customer.test`
    const { status, body } = await agent.api.post('/api/customers', {
      email,
      name: 'An',
      ...fields,
    })
    expect(status).toBe(201)
    return body.data
  }
  const put = (id: string, body: object) => agent.api.put(`/api/customers/${id}`, body)
  const newest = async (id: string) =>
    (await agent.api.get(`/api/timeline/customer/${id}?limit=1`)).body.data[0]
  const field = async (type: string, more: object = {}) => {
    const key = fresh('field_')
    const body = { key, label: key, type, ...more }
    expect((await server.admin.post('/api/customer-fields', body)).status).toBe(201)
    return key
  }

  describe('edited by two at once', () => {
    it('refuses the change of an older version, and says what there is now', async () => {
      const { id, version } = await customer()
      const first = await put(id, { phone: '111', version })
      expect(first.body.data).toMatchObject({ phone: '111', version: version + 1 })
      const late = await put(id, { phone: '222', version })
      expect(late).toMatchObject({
        status: 409,
        body: { code: 'customer_changed', current: { id, phone: '111', version: version + 1 } },
      })
      expect((await agent.api.get(`/api/customers/${id}`)).body.data.phone).toBe('111')
    })

    it('takes the same change twice, and any from who says no version', async () => {
      const { id, version } = await customer()
      await put(id, { phone: '111', version })
      expect((await put(id, { phone: '111', version })).status).toBe(200)
      expect((await put(id, { phone: '333' })).body.data).toMatchObject({ phone: '333' })
    })

    it('says on the timeline what became of what, and by whom', async () => {
      const { id } = await customer({ phone: '111' })
      await put(id, { phone: '222' })
      expect(await newest(id)).toMatchObject({
        type: 'customer_updated',
        metadata: { changes: { phone: { from: '111', to: '222' } }, byId: agent.id },
      })
    })
  })

  describe('in fields of the workspace’s own', () => {
    it('keeps values by their type, found by none that do not fit', async () => {
      const [text, number, date, boolean, url] = [
        await field('text'),
        await field('number'),
        await field('date'),
        await field('boolean'),
        await field('url'),
      ]
      const choice = await field('choice', { choices: ['silver', 'vàng'] })
      const values = {
        [text]: 'Thích cà phê',
        [number]: 12.5,
        [date]: '2026-02-28',
        [boolean]: false,
        [url]: 'https://example.com/a',
        [choice]: 'vàng',
      }
      const { id, fields } = await customer({ fields: values })
      expect(fields).toEqual(values)
      const bad = { [number]: '12', [date]: '2026-02-30', [url]: 'javascript:1', [choice]: 'gold' }
      const refused = await put(id, { fields: { ...bad, [boolean]: 'no', nothing: 1, [text]: 1 } })
      expect(refused).toMatchObject({ status: 400, body: { code: 'validation_failed' } })
      const paths = refused.body.errors.map(({ path }: { path: string }) => path)
      expect(new Set(paths)).toEqual(
        new Set([...Object.keys(bad), boolean, 'nothing', text].map((key) => `fields.${key}`)),
      )
      expect((await agent.api.get(`/api/customers/${id}`)).body.data.fields).toEqual(values)
    })

    it('changes what is given, takes away what is null, and tells of it', async () => {
      const [plan, seats] = [await field('text'), await field('number')]
      const { id } = await customer({ fields: { [plan]: 'basic', [seats]: 3 } })
      const { body } = await put(id, { fields: { [plan]: 'gold', [seats]: null } })
      expect(body.data.fields).toEqual({ [plan]: 'gold' })
      const { changes } = (await newest(id)).metadata
      expect(changes).toEqual({
        [`fields.${plan}`]: { from: 'basic', to: 'gold' },
        [`fields.${seats}`]: { from: 3, to: null },
      })
      const rows = await server.database.sql
        .selectFrom('customerValues')
        .select(['textKey', 'numberValue'])
        .where('customerId', '=', id)
        .execute()
      expect(rows).toEqual([{ textKey: 'gold', numberValue: null }])
    })

    it('keeps the values of a field that is archived, and takes no more', async () => {
      const plan = await field('text')
      const { id } = await customer({ fields: { [plan]: 'basic' } })
      const all = (await agent.api.get('/api/customer-fields')).body.data
      const { id: fieldId } = all.find(({ key }: { key: string }) => key === plan)
      await server.admin.put(`/api/customer-fields/${fieldId}`, { isArchived: true })
      expect((await put(id, { fields: { [plan]: 'gold' } })).status).toBe(400)
      expect((await put(id, { name: 'Bình' })).body.data.fields).toEqual({ [plan]: 'basic' })
    })

    it('are the admins’ to say, with keys that are unique and in their order', async () => {
      const key = await field('text')
      const again = await server.admin.post('/api/customer-fields', {
        key,
        label: 'x',
        type: 'url',
      })
      expect(again.body.code).toBe('field_key_taken')
      const bare = { key: fresh('f_'), label: 'x', type: 'choice' }
      expect((await server.admin.post('/api/customer-fields', bare)).status).toBe(400)
      const ids = (await agent.api.get('/api/customer-fields')).body.data.map(
        ({ id }: { id: string }) => id,
      )
      const order = ids.toReversed()
      const { body } = await server.admin.put('/api/customer-fields/order', { ids: order })
      expect(body.data.map(({ id }: { id: string }) => id)).toEqual(order)
      const mine = await agent.api.post('/api/customer-fields', { ...bare, type: 'text' })
      expect(mine.status).toBe(403)
    })
  })

  describe('by several identities', () => {
    const add = (id: string, kind: string, value: string) =>
      agent.api.post(`/api/customers/${id}/identities`, { kind, value })

    it('is found by each, which is nobody else’s', async () => {
      const { id, email } = await customer()
      const other = await customer()
      const second = `${fresh('An')}@Second.test`
      expect((await add(id, 'email', second)).status).toBe(201)
      expect((await add(id, 'phone', '+84 900-000 (123)')).status).toBe(201)
      const { body } = await add(id, 'external', fresh('crm-'))
      expect(body.data).toMatchObject([
        { kind: 'email', value: email, isPrimary: true, isVerified: false },
        { kind: 'email', value: second.toLowerCase(), isPrimary: false },
        { kind: 'phone', value: '+84900000123', isPrimary: false },
        { kind: 'external' },
      ])
      const found = await agent.api.get(`/api/customers/email/${second}`)
      expect(found.body.data.id).toBe(id)
      expect((await add(other.id, 'email', second)).body.code).toBe('identity_taken')
      expect((await put(other.id, { email: second })).body.code).toBe('email_taken')
      expect((await add(id, 'email', second)).status).toBe(201)
      expect((await add(id, 'phone', 'call me')).status).toBe(400)
      await agent.api.delete(`/api/customers/${id}/identities/${body.data[2].id}`)
      expect((await add(other.id, 'phone', '+84900000123')).status).toBe(201)
    })

    it('is shown with the main one, which cannot be removed', async () => {
      const { id, email } = await customer()
      const second = `${fresh('an')}@second.test`
      const [main, next] = (await add(id, 'email', second)).body.data
      const path = `/api/customers/${id}/identities`
      expect((await agent.api.delete(`${path}/${main.id}`)).body.code).toBe('identity_primary')
      const { body } = await agent.api.post(`${path}/${next.id}/primary`)
      expect(body.data).toMatchObject([{ isPrimary: false }, { isPrimary: true, value: second }])
      expect((await agent.api.get(`/api/customers/${id}`)).body.data.email).toBe(second)
      expect((await newest(id)).metadata.changes).toEqual({ email: { from: email, to: second } })
      expect(await agent.api.delete(`${path}/${main.id}`)).toMatchObject({ status: 204, body: '' })
      expect((await agent.api.get(path)).body.data).toHaveLength(1)
      expect((await newest(id)).type).toBe('identity_removed')
      expect((await agent.api.delete(`${path}/${main.id}`)).body.code).toBe('identity_not_found')
    })
  })

  describe('with tags', () => {
    it('has those that were put on it, until they are taken off, merged or deleted', async () => {
      const [one, two] = await Promise.all(
        [fresh('tag'), fresh('tag')].map(
          async (name) => (await server.admin.post('/api/tags', { name })).body.data.id,
        ),
      )
      const { id } = await customer()
      const retag = (body: object) => agent.api.put(`/api/customers/${id}/tags`, body)
      const tagsNow = async () => (await agent.api.get(`/api/customers/${id}`)).body.data.tags
      expect((await retag({ add: [one] })).body.data.tags).toEqual([one])
      expect(await newest(id)).toMatchObject({
        type: 'customer_tagged',
        metadata: { added: [one], removed: [] },
      })
      expect((await retag({ add: [crypto.randomUUID()] })).body.code).toBe('tag_not_found')
      await server.admin.post(`/api/tags/${one}/merge`, { intoId: two })
      expect(await tagsNow()).toEqual([two])
      await server.admin.delete(`/api/tags/${two}`)
      expect(await tagsNow()).toEqual([])
    })
  })

  describe('with notes', () => {
    it('has them on its timeline, edited and deleted with them', async () => {
      const { id } = await customer()
      const path = `/api/customers/${id}/notes`
      const note = (await agent.api.post(path, { content: 'Gọi sau 5 giờ' })).body.data
      expect(await newest(id)).toMatchObject({
        type: 'note',
        metadata: { noteId: note.id, content: 'Gọi sau 5 giờ', byId: agent.id },
      })
      const edited = await agent.api.put(`${path}/${note.id}`, { content: 'Gọi trước 5 giờ' })
      expect(edited.body.data).toMatchObject({ editedAt: expect.any(String) })
      expect((await newest(id)).metadata.content).toBe('Gọi trước 5 giờ')
      expect((await agent.api.get(path)).body).toMatchObject({ total: 1, data: [edited.body.data] })
      const colleague = await server.signIn('supervisor')
      expect((await colleague.api.delete(`${path}/${note.id}`)).status).toBe(403)
      expect((await server.admin.delete(`${path}/${note.id}`)).status).toBe(204)
      expect((await newest(id)).type).toBe('customer_created')
      expect((await agent.api.put(`${path}/${note.id}`, { content: 'x' })).status).toBe(404)
      expect((await agent.api.post(path, { content: ' \n ' })).status).toBe(400)
    })
  })

  it('tells what is open with somebody by itself, asleep or not, page by page', async () => {
    const { id, email } = await customer()
    const socket = await server.socket('/chat')
    const chat = async () =>
      (await socket.ask('startChat', { customerEmail: email, customerName: 'An' })).sessionId
    const [first, second, third] = [await chat(), await chat(), await chat()]
    await agent.api.post(`/api/chat/sessions/${second}/close`)
    const snooze = { ids: [first], act: { kind: 'snooze', until: null } }
    expect((await agent.api.post('/api/inbox/bulk', snooze)).status).toBe(200)
    const subject = { subject: 'A lamp', description: 'It does not shine', customerId: id }
    expect((await agent.api.post('/api/tickets', subject)).status).toBe(201)
    const path = `/api/inbox?customerId=${id}&only=open&limit=1`
    const { body: page } = await agent.api.get(path)
    const { body: rest } = await agent.api.get(`${path}&cursor=${page.meta.next}`)
    const ids = [...page.data, ...rest.data].map((one) => one.id)
    expect(ids).toHaveLength(2)
    expect(new Set(ids)).toEqual(new Set([first, third]))
    expect(rest.meta.next).toBeNull()
    expect((await agent.api.get(`/api/inbox?customerId=${id}`)).body.data).toHaveLength(3)
    expect((await agent.api.get(`/api/inbox?customerId=${id}&only=x`)).status).toBe(400)
  })
})
