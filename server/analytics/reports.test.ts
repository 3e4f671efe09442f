import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type InboxDesk, openInboxDesk } from '../../tests/support/inbox-desk.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'

const DAY = '2026-11-20'
const range = `from=${DAY}&to=${DAY}&zone=Asia/Ho_Chi_Minh`
const SOON = { timeout: 10_000 }

onBothDatabases('reports', (create) => {
  let on: TestDatabase
  let server: TestServer
  let desk: InboxDesk
  let now = Date.parse(`${DAY}T03:00:00Z`)
  const clock = { now: () => new Date(now) }
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock })
    desk = await openInboxDesk(server)
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  it('tell a few seconds later what happened at the desk, to the agent themselves and to supervisors', async () => {
    const chat = await desk.startChat('Mai')
    await chat.say('Xin chào')
    now += 120_000
    await desk.console.ask('send', {
      conversationId: chat.id,
      content: 'Chào chị Mai',
      visibility: 'public',
      clientMessageId: crypto.randomUUID(),
    })
    await vi.waitFor(async () => {
      const { body } = await server.admin.get(`/api/analytics/summary?${range}`)
      expect(body.data.basis.behind).toBe(0)
      expect(body.data.figures.firstResponse).toEqual({
        count: 1,
        mean: 120_000,
        median: 120_000,
        p90: 120_000,
      })
    }, SOON)
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    expect(metrics).toMatch(/^frontdesk_reports_lag_seconds_count [1-9]/m)
    const own = await desk.agent.api.get(`/api/analytics/summary?${range}`)
    expect(own.body.data.figures.replied.count).toBe(1)
    // Nobody had it when it began.
    expect(own.body.data.figures.begun.count).toBe(0)
    const other = await server.signIn('agent', 'Nam')
    expect(
      (await other.api.get(`/api/analytics/summary?${range}`)).body.data.figures.replied,
    ).toMatchObject({ count: 0 })
    const asked = await other.api.get(`/api/analytics/summary?${range}&agentId=${desk.agent.id}`)
    expect(asked.status).toBe(403)
    const groups = await other.api.get(`/api/analytics/export?${range}&report=groups&by=agent`)
    expect(groups.status).toBe(403)
  })

  it('open the rows behind a number page by page', async () => {
    const second = await desk.startChat('Lan')
    await second.say('Alo')
    await vi.waitFor(async () => {
      const { body } = await server.admin.get(`/api/analytics/rows?${range}&measure=begun&limit=1`)
      expect(body.total).toBe(2)
      expect(body.data[0]).toMatchObject({ subject: 'conversation', customer: 'Lan', agent: null })
      const next = `/api/analytics/rows?${range}&measure=begun&limit=1&cursor=${body.meta.next}`
      const page = (await server.admin.get(next)).body
      expect([page.data[0].customer, page.meta.next]).toEqual(['Mai', null])
    }, SOON)
    const cursorOf = (tie: unknown) =>
      Buffer.from(JSON.stringify(['2026-01-01T00:00:00.000Z', tie])).toString('base64url')
    for (const [measure, cursor] of [
      ['begun', 'x'],
      ['begun', cursorOf(crypto.randomUUID())],
      ['backlog', cursorOf(1)],
    ]) {
      const path = `/api/analytics/rows?${range}&measure=${measure}&cursor=${cursor}`
      expect((await server.admin.get(path)).status).toBe(400)
    }
  })

  it('count a ticket from its opening to the first public comment of an agent and to being resolved', async () => {
    const tickets = `/api/analytics/summary?${range}&channel=ticket`
    const customer = await server.admin.post('/api/customers', { name: 'An', email: 'an@x.test' })
    const { agent } = desk
    const { body } = await agent.api.post('/api/tickets', {
      customerId: customer.body.data.id,
      subject: 'Broken lamp',
      description: 'It has arrived broken.',
      assignedTo: agent.id,
    })
    const path = `/api/tickets/${body.data.id}`
    now += 60_000
    await agent.api.post(`${path}/comments`, { comment: 'Which lamp?', isInternal: true })
    now += 60_000
    await agent.api.post(`${path}/comments`, { comment: 'A new one is on its way' })
    now += 60_000
    for (const status of ['in_progress', 'resolved'])
      expect((await agent.api.put(path, { status })).status).toBe(200)
    await vi.waitFor(async () => {
      const { figures } = (await server.admin.get(tickets)).body.data
      expect(figures.firstResponse).toMatchObject({ count: 1, median: 120_000 })
      expect(figures.resolution).toMatchObject({ count: 1, median: 180_000 })
      expect([figures.begun.count, figures.replied.count, figures.backlog.count]).toEqual([1, 1, 0])
    }, SOON)
    const rows = await server.admin.get(
      `/api/analytics/rows?${range}&channel=ticket&measure=resolved`,
    )
    expect(rows.body.data).toMatchObject([
      { subject: 'ticket', subjectId: body.data.id, customer: 'An', agent: { id: agent.id } },
    ])
  })

  it('refuse what is no range', async () => {
    for (const query of [
      'from=2026-02-02&to=2026-02-01',
      'from=2000-01-01&to=2026-01-01',
      'from=x&to=y',
      'from=0001-01-01&to=0001-01-01',
      'from=9999-12-31&to=9999-12-31',
    ])
      expect((await server.admin.get(`/api/analytics/summary?${query}`)).status).toBe(400)
    const hours = 'from=2025-01-01&to=2026-01-01&measure=begun&by=hour'
    expect((await server.admin.get(`/api/analytics/series?${hours}`)).status).toBe(400)
  })

  it('show on the live board who waits, how long, and who is at risk by the workspace’s own measure', async () => {
    const board = async () => (await desk.agent.api.get('/api/analytics/live')).body.data
    expect(await board()).toMatchObject({ open: 2, waiting: 1, atRisk: 0, riskMinutes: 10 })
    now += 11 * 60_000
    const later = await board()
    expect(later.longest).toMatchObject([{ customer: 'Lan', isAtRisk: true }])
    expect(later.agents).toContainEqual(
      expect.objectContaining({ id: desk.agent.id, state: 'online', open: 1, waiting: 0 }),
    )
    await server.admin.put('/api/settings/reports', { riskMinutes: 30 })
    expect(await board()).toMatchObject({ waiting: 1, atRisk: 0, riskMinutes: 30 })
  })
})
