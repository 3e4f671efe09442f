import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type InboxDesk, openInboxDesk } from '../../tests/support/inbox-desk.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'

onBothDatabases('saved views', (create) => {
  let on: TestDatabase
  let server: TestServer
  let desk: InboxDesk
  let agent: Account
  let colleague: Account
  let chief: Account
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    desk = await openInboxDesk(server)
    agent = desk.agent
    colleague = await server.signIn('agent')
    chief = await server.signIn('supervisor')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const save = async (by: Account, name: string, more: object = {}) =>
    by.api.post('/api/views', { name, filter: { status: 'open', assignee: 'me' }, ...more })
  const saved = async (by: Account, name: string, more: object = {}) =>
    (await save(by, name, more)).body.data
  const namesOf = async (by: Account) =>
    (await by.api.get('/api/views')).body.data.map((view: { name: string }) => view.name)

  it('keep a filter and its order under a name, for their owner alone', async () => {
    const filter = {
      status: 'closed',
      assignee: 'none',
      channel: 'mail',
      tags: [crypto.randomUUID()],
      waitingMinutes: 30,
      q: 'Đèn',
      sort: 'waiting',
    }
    const view = await saved(agent, 'Late mails', { filter })
    expect(view).toMatchObject({ name: 'Late mails', ownerId: agent.id, isShared: false, filter })
    expect(await namesOf(agent)).toContain('Late mails')
    expect(await namesOf(colleague)).not.toContain('Late mails')
    for (const path of [`/api/views/${view.id}`])
      expect((await colleague.api.delete(path)).body.code).toBe('view_not_found')
  })

  it('are shared by supervisors only, and then seen by everybody, first', async () => {
    expect((await save(agent, 'Ours', { isShared: true })).status).toBe(403)
    const shared = await saved(chief, 'Everybody’s', { isShared: true })
    await saved(agent, 'Mine')
    const names = await namesOf(agent)
    expect(names.indexOf('Everybody’s')).toBeLessThan(names.indexOf('Mine'))
    expect((await agent.api.delete(`/api/views/${shared.id}`)).status).toBe(403)
    expect((await chief.api.delete(`/api/views/${shared.id}`)).status).toBe(204)
    expect(await namesOf(agent)).not.toContain('Everybody’s')
  })

  it('tell whose they are when they change, and nothing of what they hold', async () => {
    const view = await saved(agent, 'Secret')
    const isOurs = ({ kind, body }: { kind: string; body: { ownerId?: string } }) =>
      kind === 'views.changed' && body.ownerId === agent.id
    expect((await desk.console.next('event', isOurs)).body).toEqual({ ownerId: agent.id })
    const body = { name: 'Renamed', isShared: false, filter: { status: 'snoozed' } }
    const changed = await agent.api.put(`/api/views/${view.id}`, body)
    expect(changed.body.data).toMatchObject({ name: 'Renamed', filter: { status: 'snoozed' } })
    await desk.console.next('event', isOurs)
  })

  it('are listed in the order their owner gives them', async () => {
    const owner = await server.signIn('agent')
    const [a, b, c] = [await saved(owner, 'A'), await saved(owner, 'B'), await saved(owner, 'C')]
    expect(await namesOf(owner)).toEqual(['A', 'B', 'C'])
    const order = { ids: [c.id, a.id] }
    const { status, body } = await owner.api.put('/api/views/order', order)
    expect({ status, ids: body.data.map(({ id }: { id: string }) => id) }).toEqual({
      status: 200,
      ids: [c.id, a.id, b.id],
    })
    expect(await namesOf(owner)).toEqual(['C', 'A', 'B'])
    const theirs = await agent.api.put('/api/views/order', { ids: [b.id] })
    expect(theirs.body.code).toBe('view_not_found')
  })

  it('count what they hold for whoever asks, up to ninety-nine', async () => {
    const { id } = await desk.startChat()
    await desk.act({ kind: 'assign', agentId: agent.id }, id)
    const view = await saved(agent, 'Counted')
    const countOf = async () =>
      (await agent.api.get('/api/views/counts')).body.data.find(
        (count: { id: string }) => count.id === view.id,
      )
    expect(await countOf()).toEqual({ id: view.id, count: 1, hasMore: false })
    await server.database.transaction(async (tx) => {
      const row = await tx.sql
        .selectFrom('conversations')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      for (let index = 0; index < 100; index++)
        await tx.sql
          .insertInto('conversations')
          .values({ ...row, id: crypto.randomUUID(), startKey: null })
          .execute()
    })
    expect(await countOf()).toEqual({ id: view.id, count: 99, hasMore: true })
  })

  it('are no more than can be counted', async () => {
    const owner = await server.signIn('agent')
    for (let index = 0; index < 30; index++) await save(owner, `View ${index}`)
    expect((await save(owner, 'One too many')).body.code).toBe('too_many_views')
  })

  it('refuse a filter that is none', async () => {
    const wrong = await save(agent, 'Wrong', { filter: { status: 'lost', color: 'red' } })
    expect(wrong.status).toBe(400)
    const unstorable = await save(agent, 'Wrong', { filter: { assignee: 'a\u0000' } })
    expect(unstorable.status).toBe(400)
  })
})
