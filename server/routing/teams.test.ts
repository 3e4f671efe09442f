import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'

onBothDatabases('teams and how conversations find their agent', (create) => {
  let on: TestDatabase
  let server: TestServer
  let agent: Account
  let console: TestSocket
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    agent = await server.signIn('agent', 'Linh')
    console = await server.socket('/console', { token: agent.token })
    await console.next('hello')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const chat = async () => {
    const customer = await server.socket('/chat')
    const { sessionId } = await customer.ask('startChat', {
      customerEmail: `${crypto.randomUUID()}@x.test`,
      customerName: 'Mai',
    })
    return sessionId as string
  }
  const routing = (wanted: object) => server.admin.put('/api/settings/routing', wanted)

  it('are created, changed and deleted by admins, and every console hears of it', async () => {
    const created = await server.admin.post('/api/teams', {
      name: 'Sales',
      memberIds: [agent.id.toUpperCase(), agent.id],
    })
    expect(created).toMatchObject({ status: 201, body: { data: { name: 'Sales' } } })
    const team = created.body.data
    expect(team.memberIds).toEqual([agent.id])
    expect(
      (await console.next('event', (event) => event.kind === 'team.changed')).body.team,
    ).toEqual(team)
    const changed = await server.admin.put(`/api/teams/${team.id}`, { name: 'Care' })
    expect(changed.body.data).toEqual({ ...team, name: 'Care', memberIds: [] })
    expect((await agent.api.get('/api/teams')).body).toMatchObject({
      data: [{ id: team.id, name: 'Care' }],
      total: 1,
    })
    expect((await server.admin.delete(`/api/teams/${team.id}`)).status).toBe(204)
    expect((await console.next('event', (event) => event.kind === 'team.deleted')).body.id).toBe(
      team.id,
    )
    expect((await agent.api.get('/api/teams')).body.data).toEqual([])
  })

  it('refuse a name twice, members who are no agents, and teams that are not there', async () => {
    const { body } = await server.admin.post('/api/teams', { name: 'Support' })
    const customer = await server.signIn('customer')
    const taken = { status: 409, body: { code: 'team_name_taken' } }
    expect(await server.admin.post('/api/teams', { name: 'Support' })).toMatchObject(taken)
    const other = (await server.admin.post('/api/teams', { name: 'Other' })).body.data.id
    expect(await server.admin.put(`/api/teams/${other}`, { name: 'Support' })).toMatchObject(taken)
    const nobody = { status: 404, body: { code: 'agent_not_found' } }
    for (const memberIds of [[customer.id], [crypto.randomUUID()]]) {
      expect(await server.admin.post('/api/teams', { name: 'New', memberIds })).toMatchObject(
        nobody,
      )
      expect(
        await server.admin.put(`/api/teams/${other}`, { name: 'Other', memberIds }),
      ).toMatchObject(nobody)
    }
    const unknown = { status: 404, body: { code: 'team_not_found' } }
    for (const id of [crypto.randomUUID(), 'x']) {
      expect(await server.admin.put(`/api/teams/${id}`, { name: 'Any' })).toMatchObject(unknown)
      expect(await server.admin.delete(`/api/teams/${id}`)).toMatchObject(unknown)
    }
    expect(await routing({ teamId: crypto.randomUUID() })).toMatchObject(unknown)
    for (const id of [body.data.id, other]) await server.admin.delete(`/api/teams/${id}`)
  })

  it('keep members who are deactivated and lose those who are no longer agents', async () => {
    const [left, demoted] = [await server.signIn('agent'), await server.signIn('agent')]
    const memberIds = [left.id, demoted.id].toSorted()
    const { id } = (await server.admin.post('/api/teams', { name: 'Night', memberIds })).body.data
    await server.admin.put(`/api/users/${left.id}`, { isActive: false })
    await server.admin.put(`/api/users/${demoted.id}`, { role: 'customer' })
    const { data } = (await agent.api.get('/api/teams')).body
    const night = data.find((team: { id: string }) => team.id === id)
    expect(night.memberIds).toEqual([left.id])
    const again = await server.admin.put(`/api/teams/${id}`, { ...night, id: undefined })
    expect(again.body.data).toEqual(night)
    await server.admin.delete(`/api/teams/${id}`)
  })

  it('have defaults, are changed field by field, and survive what should never have been stored', async () => {
    const defaults = { policy: 'manual', whenAway: 'keep', maxOpen: 10, teamId: null }
    expect((await agent.api.get('/api/settings/routing')).body.data).toEqual(defaults)
    expect((await routing({ maxOpen: 3, whenAway: 'hand_back' })).body.data).toEqual({
      ...defaults,
      maxOpen: 3,
      whenAway: 'hand_back',
    })
    for (const bad of [{ policy: 'lottery' }, { maxOpen: -1 }, { other: 1 }])
      expect((await routing(bad)).status).toBe(400)
    await server.database.sql
      .updateTable('settings')
      .set({ value: JSON.stringify({ policy: 7, maxOpen: 'many', whenAway: 'hand_back' }) })
      .where('key', '=', 'routing')
      .execute()
    expect((await agent.api.get('/api/settings/routing')).body.data).toEqual({
      ...defaults,
      whenAway: 'hand_back',
    })
    await routing({ whenAway: 'keep' })
  })

  it('take new web chats, show them apart, and leave them to everybody when deleted', async () => {
    const { id } = (await server.admin.post('/api/teams', { name: 'Chats' })).body.data
    await routing({ teamId: id })
    const before = await chat()
    const inTeam = await agent.api.get(`/api/inbox?view=unassigned&teamId=${id.toUpperCase()}`)
    expect(inTeam.body.data.map((row: { id: string }) => row.id)).toEqual([before])
    expect(inTeam.body.data[0].teamId).toBe(id)
    expect((await agent.api.get('/api/inbox?teamId=x')).body.data).toEqual([])
    await server.admin.delete(`/api/teams/${id}`)
    expect((await agent.api.get(`/api/inbox/${before}`)).body.data.teamId).toBeNull()
    expect((await agent.api.get('/api/settings/routing')).body.data.teamId).toBeNull()
    const after = await chat()
    expect((await agent.api.get(`/api/inbox/${after}`)).body.data.teamId).toBeNull()
  })

  it('give waiting conversations out as soon as the policy or a capacity allows it', async () => {
    const waiting = await chat()
    const told = (id: string) =>
      console.next(
        'event',
        (event) =>
          event.kind === 'conversation.changed' &&
          event.refs.conversationId === id &&
          event.body.change === 'assigned',
      )
    await server.admin.put(`/api/users/${agent.id}`, { capacity: 0 })
    await routing({ policy: 'least_busy' })
    expect((await agent.api.get(`/api/inbox/${waiting}`)).body.data.assignee).toBeNull()
    await server.admin.put(`/api/users/${agent.id}`, { capacity: 1_000 })
    const { body } = await told(waiting)
    expect(body).toMatchObject({ by: null, conversation: { assignee: { id: agent.id } } })
    const next = await chat()
    expect((await told(next)).body.conversation.assignee.id).toBe(agent.id)
    const { data } = (await agent.api.get('/api/users')).body
    expect(data.find((each: { id: string }) => each.id === agent.id)).toMatchObject({
      capacity: 1_000,
      isPresent: true,
      availability: 'online',
    })
    await server.admin.put(`/api/users/${agent.id}`, { capacity: null })
    await routing({ policy: 'manual' })
  })

  it('tell the agent of a conversation that was given to them', async () => {
    const notified = await server.socket('/notifications', { token: agent.token })
    await notified.ask('subscribe', {})
    await routing({ policy: 'round_robin' })
    const id = await chat()
    expect(await notified.next('notification', ({ data }) => data.sessionId === id)).toMatchObject({
      title: 'A chat was assigned to you',
    })
    await routing({ policy: 'manual' })
  })

  it('come back to the queue from an account that is deactivated, whatever the policy', async () => {
    const leaver = await server.signIn('agent', 'Leaver')
    const id = await chat()
    await server.admin.post(`/api/chat/sessions/${id}/assign`, { agentId: leaver.id })
    await server.admin.put(`/api/users/${leaver.id}`, { isActive: false })
    const event = await console.next(
      'event',
      ({ kind, refs, body }) =>
        kind === 'conversation.changed' &&
        refs.conversationId === id &&
        body.conversation.assignee === null,
    )
    expect(event.body).toMatchObject({ change: 'assigned', by: null })
  })
})
