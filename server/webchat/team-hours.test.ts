import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { plansOf } from '../../tests/support/plans.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import { newId } from '../ids.ts'
import { isAnybodyThere } from './availability.ts'

const MONDAY_NOON = '2026-11-23T12:00:00Z'

onBothDatabases('the opening hours of a team', (create) => {
  let on: TestDatabase
  let server: TestServer
  let linh: Account
  let now = new Date(MONDAY_NOON)
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock: { now: () => now } })
    linh = await server.signIn('agent', 'Linh')
  })
  // A sign-in lasts an hour of the tests' own clock.
  afterEach(async () => {
    now = new Date(MONDAY_NOON)
    for (const { id } of await teams()) await server.admin.delete(`/api/teams/${id}`)
    await chat({ hours: {}, needsAgentOnline: false, proactive: [] })
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const everyDay = (...intervals: object[]) => [0, 1, 2, 3, 4, 5, 6].map(() => intervals)
  const hours = (more: object = {}) => ({
    isOn: true,
    zone: 'UTC',
    week: everyDay({ from: '09:00', to: '18:00' }),
    holidays: [],
    ...more,
  })
  const closed = hours({ week: everyDay() })
  const teams = async () => (await server.admin.get('/api/teams')).body.data
  const chat = (parts: object) => server.admin.put('/api/settings/webchat', parts)
  const routeTo = (teamId: string | null) => server.admin.put('/api/settings/routing', { teamId })
  const newTeam = async (parts: object = {}) => {
    const body = { name: `Team ${crypto.randomUUID()}`, ...parts }
    return (await server.admin.post('/api/teams', body)).body.data
  }
  /** The team that new chats go to. */
  const chatTeam = async (parts: object = {}) => {
    const team = await newTeam(parts)
    await routeTo(team.id)
    return team
  }
  const change = (team: { id: string; name: string }, parts: object) =>
    server.admin.put(`/api/teams/${team.id}`, { name: team.name, ...parts })
  const widget = async (at = MONDAY_NOON) => {
    now = new Date(at)
    return (await server.anonymous.get('/api/chat/widget')).body.data
  }

  it('are the workspace’s until it has its own, and again when they are taken back', async () => {
    const team = await newTeam()
    expect(team.hours).toBeNull()
    const own = hours({ zone: 'Asia/Ho_Chi_Minh', holidays: [{ date: '2027-01-01', name: 'Tết' }] })
    expect((await change(team, { hours: own })).body.data).toEqual({ ...team, hours: own })
    // Who knows nothing of hours yet leaves them alone.
    expect((await change(team, { memberIds: [linh.id] })).body.data.hours).toEqual(own)
    expect(await teams()).toEqual([{ ...team, memberIds: [linh.id], hours: own }])
    expect((await change(team, { hours: null })).body.data.hours).toBeNull()
    expect((await newTeam({ hours: { isOn: true } })).hours).toMatchObject({
      zone: 'UTC',
      week: { length: 7 },
      holidays: [],
    })
  })

  it('are told to every console', async () => {
    const console = await server.socket('/console', { token: linh.token })
    await console.next('hello')
    const team = await newTeam()
    await change(team, { hours: closed })
    const { body } = await console.next(
      'event',
      (event) => event.kind === 'team.changed' && event.body.team.hours !== null,
    )
    expect(body.team).toEqual({ ...team, hours: closed })
  })

  it('are refused where nobody could go by them, set by admins only, and the workspace’s where they cannot be read', async () => {
    const team = await newTeam()
    for (const bad of [
      { zone: 'Mars/Olympus' },
      { week: [[]] },
      { week: everyDay({ from: '9', to: '18:00' }) },
      { holidays: [{ date: 'soon' }] },
      { other: 1 },
    ]) {
      const refused = { status: 400, body: { code: 'validation_failed' } }
      expect(await change(team, { hours: bad })).toMatchObject(refused)
      expect(await server.admin.post('/api/teams', { name: 'Bad', hours: bad })).toMatchObject(
        refused,
      )
    }
    expect(
      (await linh.api.put(`/api/teams/${team.id}`, { name: 'Mine', hours: null })).status,
    ).toBe(403)
    await server.database.sql
      .updateTable('teams')
      .set({ hours: JSON.stringify('always') })
      .where('id', '=', team.id)
      .execute()
    expect(await teams()).toEqual([team])
  })

  it('decide for new chats that go to it, whatever the workspace’s are', async () => {
    await chat({ hours: closed })
    const team = await chatTeam({ hours: hours() })
    expect(await widget()).toMatchObject({ isOpen: true, opensAt: null })
    expect(await widget('2026-11-23T20:00:00Z')).toMatchObject({
      isOpen: false,
      opensAt: '2026-11-24T09:00:00.000Z',
    })
    now = new Date(MONDAY_NOON)
    await chat({ hours: {} })
    await change(team, { hours: closed })
    expect(await widget()).toMatchObject({ isOpen: false, opensAt: null })
    // Always open while the workspace is not.
    await change(team, { hours: hours({ isOn: false }) })
    await chat({ hours: closed })
    expect(await widget()).toMatchObject({ isOpen: true })
    await change(team, { hours: null })
    expect(await widget()).toMatchObject({ isOpen: false })
    await change(team, { hours: hours() })
    expect(await widget()).toMatchObject({ isOpen: true })
    await routeTo(null)
    expect(await widget()).toMatchObject({ isOpen: false })
  })

  it('have holidays and go on past midnight, on their own zone’s clock', async () => {
    await chat({ hours: hours() })
    const night = everyDay({ from: '22:00', to: '06:00' })
    const holidays = [{ date: '2026-11-25', name: 'Inventory' }]
    await chatTeam({ hours: hours({ zone: 'Europe/Berlin', week: night, holidays }) })
    const open = async (at: string) => (await widget(at)).isOpen
    expect(await open('2026-11-23T20:59:00Z')).toBe(false)
    expect(await open('2026-11-23T21:00:00Z')).toBe(true)
    expect(await open('2026-11-24T04:59:00Z')).toBe(true)
    expect(await open('2026-11-24T05:00:00Z')).toBe(false)
    // The holiday begins at midnight in Berlin, and takes the night before with it.
    expect(await open('2026-11-24T22:59:00Z')).toBe(true)
    expect(await widget('2026-11-24T23:00:00Z')).toMatchObject({
      isOpen: false,
      opensAt: '2026-11-26T21:00:00.000Z',
    })
  })

  it('are no longer asked when the team is deleted', async () => {
    const team = await chatTeam({ hours: closed })
    expect(await widget()).toMatchObject({ isOpen: false })
    await server.admin.delete(`/api/teams/${team.id}`)
    expect(await widget()).toMatchObject({ isOpen: true })
  })

  const leave = async (more: object = {}) => {
    const socket = await server.socket('/chat')
    await socket.ask('leaveMessage', {
      customerEmail: `${crypto.randomUUID()}@customer.test`,
      customerName: 'Mai',
      clientSessionId: crypto.randomUUID(),
      clientMessageId: 'first',
      content: 'Where is my tea?',
      ...more,
    })
    const [, reply] = await socket.next('chatHistory')
    return reply.content as string
  }

  it('say when a message that was left is answered, on the visitor’s clock or the team’s', async () => {
    await chat({ hours: hours() })
    const week = everyDay({ from: '09:00', to: '10:00' })
    await chatTeam({ hours: hours({ zone: 'Asia/Ho_Chi_Minh', week }) })
    expect(await leave()).toMatch(/back on Tuesday.*24 November.*09:00/)
    expect(await leave({ zone: 'UTC' })).toMatch(/back on Tuesday.*24 November.*02:00/)
  })

  it('decide which messages are shown by themselves', async () => {
    const rule = { id: crypto.randomUUID(), name: 'Night', text: { en: 'Hi' }, hours: 'closed' }
    await chat({ proactive: [rule] })
    const shown = async () => {
      const asked = { ruleId: rule.id, visitorId: crypto.randomUUID() }
      const origin = { origin: 'https://shop.test' }
      const { body } = await server.anonymous.post('/api/chat/proactive', asked, origin)
      return body.data.message !== null
    }
    const told = async () => (await widget()).proactive.length > 0
    expect([await told(), await shown()]).toEqual([false, false])
    const team = await chatTeam({ hours: closed })
    expect([await told(), await shown()]).toEqual([true, true])
    await change(team, { hours: null })
    expect([await told(), await shown()]).toEqual([false, false])
  })

  it('is there when one of the team is there, where the workspace asks for somebody', async () => {
    await chat({ needsAgentOnline: true })
    await server.socket('/console', { token: linh.token })
    await expect.poll(async () => (await widget()).isOpen, { timeout: 10_000 }).toBe(true)
    const team = await chatTeam()
    expect(await widget()).toMatchObject({ isOpen: false, opensAt: null })
    await change(team, { memberIds: [linh.id] })
    expect(await widget()).toMatchObject({ isOpen: true })
  })

  it('who is there is read off indexes', async () => {
    for (const teamId of [null, newId()]) {
      const plans = await plansOf(server.database, (db) => isAnybodyThere(db, teamId))
      for (const plan of plans) {
        expect(plan).not.toMatch(/SCAN (users|team_members)(?! USING)|Seq Scan/)
        expect(plan).toMatch(
          teamId === null ? 'users_present' : /team_members_pkey|autoindex_team_members/,
        )
      }
    }
  })
})
