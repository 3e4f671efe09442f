import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import type { Api } from '../../tests/support/api.ts'
import { createApi } from '../../tests/support/api.ts'
import { recordActivity } from '../timeline/index.ts'

const NOW = '2026-11-26T09:00:00.000Z'

onBothDatabases('events that other programs tell', (create) => {
  let on: TestDatabase
  let server: TestServer
  let program: Api
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock: { now: () => new Date(NOW) } })
    const { body } = await server.admin.post('/api/api-keys', { name: 'shop' })
    program = createApi(server.url, body.data.key)
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const customer = async () => {
    const email = `${crypto.randomUUID()}@customer.test`
    return (await program.post('/api/customers', { email, name: 'An' })).body.data
  }
  const tell = (id: string, event: object) => program.post(`/api/customers/${id}/events`, event)
  const timeline = async (id: string, query = '') =>
    (await program.get(`/api/timeline/customer/${id}?group=events&limit=100${query}`)).body

  it('stand on the timeline at their time, of whom they say', async () => {
    const { id, email } = await customer()
    const externalId = crypto.randomUUID()
    await program.post(`/api/customers/${id}/identities`, { kind: 'external', value: externalId })
    const properties = { total: 12.5, paid: true, note: 'gấp' }
    const late = { name: 'Đặt hàng', time: '2026-11-01T10:00:00+07:00', properties }
    expect((await tell(id, { name: 'Opened the app' })).status).toBe(201)
    const byMail = await program.post('/api/customers/events', { ...late, customer: { email } })
    expect(byMail.status).toBe(201)
    const early = { name: 'Signed up', time: '2026-10-01T00:00:00Z', customer: { externalId } }
    expect((await program.post('/api/customers/events', early)).status).toBe(201)
    const { data } = await timeline(id)
    expect(data).toMatchObject([
      { metadata: { name: 'Opened the app' }, timestamp: NOW },
      { metadata: { name: 'Đặt hàng', properties }, timestamp: '2026-11-01T03:00:00.000Z' },
      { metadata: { name: 'Signed up' }, timestamp: '2026-10-01T00:00:00.000Z' },
    ])
    const before = await timeline(id, '&before=2026-11-01T03:00:00.000Z')
    expect(before.data).toMatchObject([{ metadata: { name: 'Signed up' } }])
    const nobody = { name: 'x', customer: { email: 'nobody@customer.test' } }
    expect((await program.post('/api/customers/events', nobody)).status).toBe(404)
    const future = await tell(id, { name: 'x', time: '2026-11-27T00:00:00Z' })
    expect(future).toMatchObject({ status: 400, body: { errors: [{ path: 'time' }] } })
  })

  it('are stored once for their id, however many tell them at once', async () => {
    const { id } = await customer()
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => tell(id, { name: 'Order', id: 'order-1' })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(1)
    const other = await customer()
    expect((await tell(other.id, { name: 'Order', id: 'order-1' })).status).toBe(201)
  })

  it('come out in order of their time, each once, in whatever order and however often they are told', async () => {
    const event = fc.record({
      id: fc.integer({ min: 0, max: 9 }),
      minute: fc.integer({ min: 0, max: 30 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 14 }), async (events) => {
        const { id } = await customer()
        const timeOf = (minute: number) => new Date(Date.parse(NOW) - minute * 60_000).toISOString()
        const first = new Map<number, number>()
        for (const { id: eventId, minute } of events) {
          const { status } = await tell(id, { name: 'e', id: `${eventId}`, time: timeOf(minute) })
          expect(status).toBe(201)
          if (!first.has(eventId)) first.set(eventId, minute)
        }
        const { data } = await timeline(id)
        const shown: Shown[] = data
        const told = shown.map((one) => `${one.metadata.eventId} ${one.timestamp}`)
        const wanted = [...first].map(([eventId, minute]) => `${eventId} ${timeOf(minute)}`)
        expect(told.toSorted()).toEqual(wanted.toSorted())
        const places = shown.map((one) => `${one.timestamp} ${one.id}`)
        expect(places).toEqual(places.toSorted().toReversed())
      }),
      { numRuns: 12 },
    )
  })

  it('count on their days and months, as the zone has them', async () => {
    const { id } = await customer()
    for (const time of ['2026-11-24T16:59:00Z', '2026-11-24T17:00:00Z', '2026-11-24T20:00:00Z'])
      await tell(id, { name: 'e', time })
    const days = async (zone: string) =>
      (await program.get(`/api/timeline/customer/${id}/days?zone=${zone}`)).body.data
    expect(await days('Asia/Ho_Chi_Minh')).toEqual([
      { day: '2026-11-24', count: 1 },
      { day: '2026-11-25', count: 2 },
      { day: '2026-11-26', count: 1 },
    ])
    expect(await days('UTC')).toEqual([
      { day: '2026-11-24', count: 3 },
      { day: '2026-11-26', count: 1 },
    ])
    // As an entry brought from another system has it, where the clock is wrong.
    for (const timestamp of ['2026-11-27T23:59:00.000Z', '2026-11-28T00:00:00.000Z'])
      await server.database.transaction((tx) => {
        const told = { type: 'chat_resumed', description: 'Chat went on', metadata: {} } as const
        return recordActivity(tx, { ...told, customerId: id, timestamp })
      })
    expect((await days('UTC')).at(-1)).toEqual({ day: '2026-11-27', count: 1 })
    const months = (await program.get(`/api/timeline/customer/${id}/months`)).body.data
    expect(months).toHaveLength(12)
    expect(months.at(-1)).toMatchObject({ month: '2026-11', conversations: 0, firstResponse: null })
    const bad = await program.get(`/api/timeline/customer/${id}/days?zone=Mars`)
    expect(bad.status).toBe(400)
  })
})

interface Shown {
  id: string
  timestamp: string
  metadata: { eventId: string }
}
