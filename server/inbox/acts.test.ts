import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type InboxDesk, openInboxDesk } from '../../tests/support/inbox-desk.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import { Fact } from '../contract/events.ts'

onBothDatabases('acts on conversations of the inbox', (create) => {
  let on: TestDatabase
  let server: TestServer
  let desk: InboxDesk
  let late = 0
  const clock = { now: () => new Date(Date.now() + late) }
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock })
    desk = await openInboxDesk(server)
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const outcomes = (results: Array<{ outcome: string }>) => results.map(({ outcome }) => outcome)
  const unknown = crypto.randomUUID()

  it('answer for each conversation what became of it, and do the rest where one is refused', async () => {
    const [one, two] = [await desk.startChat(), await desk.startChat()]
    await desk.act({ kind: 'close' }, two.id)
    const { results, undoId } = await desk.act({ kind: 'close' }, one.id, unknown, two.id)
    expect(results).toEqual([
      { id: one.id, outcome: 'done' },
      {
        id: unknown,
        outcome: 'failed',
        code: 'conversation_not_found',
        message: 'There is no such conversation.',
      },
      { id: two.id, outcome: 'unchanged' },
    ])
    expect(undoId).not.toBeNull()
    expect(await desk.stateOf(one.id)).toMatchObject({ status: 'closed' })
  })

  it('are refused as a whole where every one would be', async () => {
    const { id } = await desk.startChat()
    const refused = async (act: object) =>
      (await desk.agent.api.post('/api/inbox/bulk', { ids: [id], act })).body.code
    expect(await refused({ kind: 'assign', agentId: unknown })).toBe('agent_not_found')
    expect(await refused({ kind: 'team', teamId: unknown })).toBe('team_not_found')
    expect(await refused({ kind: 'tag', add: [unknown] })).toBe('tag_not_found')
    expect(await refused({ kind: 'snooze', until: '2020-01-01T00:00:00Z' })).toBe('snooze_in_past')
    expect(await refused({ kind: 'vanish' })).toBe('validation_failed')
  })

  it('tell every console, as the contract says', async () => {
    const { id } = await desk.startChat()
    await desk.act({ kind: 'assign', agentId: desk.agent.id }, id)
    const event = await desk.console.next(
      'event',
      ({ kind, refs }) => kind === 'conversation.changed' && refs.conversationId === id,
    )
    expect(Fact.safeParse(event).error).toBeUndefined()
    expect(event.body).toMatchObject({ change: 'assigned', by: { name: 'Linh' } })
  })

  it('do not touch the thread of a ticket', async () => {
    const { id } = await desk.startChat()
    const { body } = await desk.agent.api.post(`/api/tickets/convert-from-chat/${id}`, {
      subject: 'A broken lamp',
    })
    const { conversationId } = await server.database.sql
      .selectFrom('tickets')
      .select('conversationId')
      .where('id', '=', body.data.id)
      .executeTakeFirstOrThrow()
    const { results } = await desk.act({ kind: 'close' }, conversationId)
    expect(results).toMatchObject([{ outcome: 'failed', code: 'conversation_not_found' }])
  })

  describe('taken back', () => {
    it('leave a closed chat open at its old place, and its customer waiting as before', async () => {
      const { id, say } = await desk.startChat()
      await say('hello?')
      const before = await desk.stateOf(id)
      const { undoId } = await desk.act({ kind: 'close' }, id)
      expect(outcomes(await desk.undo(undoId))).toEqual(['done'])
      expect(await desk.stateOf(id)).toEqual(before)
    })

    it('give each conversation back to who had it, the queue of a team included', async () => {
      const colleague = await server.signIn('agent', 'Tuấn')
      const team = await server.admin.post('/api/teams', { name: `Team ${crypto.randomUUID()}` })
      const [one, two] = [await desk.startChat(), await desk.startChat()]
      await desk.act({ kind: 'assign', agentId: colleague.id }, one.id)
      await desk.act({ kind: 'team', teamId: team.body.data.id }, two.id)
      const { undoId } = await desk.act({ kind: 'assign', agentId: desk.agent.id }, one.id, two.id)
      await desk.undo(undoId)
      expect(await desk.stateOf(one.id)).toMatchObject({ assignee: { id: colleague.id } })
      expect(await desk.stateOf(two.id)).toMatchObject({
        assignee: null,
        teamId: team.body.data.id,
      })
    })

    it('leave alone what was changed again since, and say so', async () => {
      const [one, two] = [await desk.startChat(), await desk.startChat()]
      const { undoId } = await desk.act({ kind: 'close' }, one.id, two.id)
      await desk.act({ kind: 'reopen' }, one.id)
      expect(await desk.undo(undoId)).toMatchObject([
        { id: one.id, outcome: 'failed', code: 'changed_meanwhile' },
        { id: two.id, outcome: 'done' },
      ])
    })

    it('are so once, by who did it, and within a minute', async () => {
      const colleague = await server.signIn('agent')
      const { id } = await desk.startChat()
      const first = await desk.act({ kind: 'close' }, id)
      const theirs = await colleague.api.post(`/api/inbox/undo/${first.undoId}`)
      expect(theirs.body.code).toBe('undo_expired')
      await desk.undo(first.undoId)
      await expect(desk.undo(first.undoId)).rejects.toThrow('undo_expired')
      const second = await desk.act({ kind: 'close' }, id)
      late += 61_000
      await expect(desk.undo(second.undoId)).rejects.toThrow('undo_expired')
    })
  })
})
