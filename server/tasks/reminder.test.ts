import { afterEach, beforeEach, expect, it } from 'vitest'
import { onBothDatabases } from '../../tests/support/databases.ts'
import {
  drivenClock,
  type NotifiedDesk,
  openDesk,
  SOON,
} from '../../tests/support/notified-desk.ts'
import type { Account } from '../../tests/support/server.ts'
import { remindWhenDue } from '../notifications/index.ts'

// Less than a session lasts.
const WHILE = 300

onBothDatabases('a task that is due', (create) => {
  let desk: NotifiedDesk
  let clock: ReturnType<typeof drivenClock>
  let customerId: string
  beforeEach(async () => {
    clock = drivenClock()
    desk = await openDesk(await create(), clock)
    const mai = { name: 'Mai', email: 'mai@x.test' }
    customerId = (await desk.linh.api.post('/api/customers', mai)).body.data.id
  })
  afterEach(() => desk.close())

  const inSeconds = (seconds: number) =>
    new Date(clock.now().getTime() + seconds * 1_000).toISOString()
  async function add(title: string, seconds: number, more: object = {}) {
    const body = { customerId, title, dueAt: inSeconds(seconds), ...more }
    return (await desk.linh.api.post('/api/tasks', body)).body.data as { id: string; dueAt: string }
  }
  const change = async (id: string, body: object) => {
    const { status } = await desk.linh.api.put(`/api/tasks/${id}`, body)
    expect(status).toBe(200)
  }
  const toldOf = async (of: Account, id: string, kind: string) =>
    (await desk.list(of)).filter((one) => one.taskId === id && one.kind === kind)
  const due = (of: Account, { id }: { id: string }) => toldOf(of, id, 'task_due')
  const planned = async () =>
    (
      await desk.server.database.sql
        .selectFrom('jobs')
        .select('runAt')
        .where('kind', '=', 'taskDue')
        .orderBy('runAt')
        .execute()
    ).map(({ runAt }) => runAt)
  /** Passes the time, until everything that is due by then was told. */
  async function pass(seconds: number) {
    const last = await add('The last', seconds)
    clock.forward(seconds + 1)
    await expect.poll(() => due(desk.linh, last), SOON).toHaveLength(1)
    await expect.poll(async () => (await planned()).filter((at) => at <= last.dueAt)).toEqual([])
  }

  it('is told to its assignee, once however often it is looked at', async () => {
    const task = await add('Call back', WHILE)
    expect(await planned()).toEqual([task.dueAt])
    await pass(2 * WHILE)
    const [told] = await due(desk.linh, task)
    expect(told).toMatchObject({
      kind: 'task_due',
      taskId: task.id,
      conversationId: null,
      ticketId: null,
      who: 'Mai',
      excerpt: 'Call back',
      channels: { inApp: true, desktop: true, sound: true },
    })
    // The job ran and died before it could say so: it runs again, here and elsewhere at once.
    const remind = remindWhenDue(desk.server.database)
    const { id, dueAt } = task
    await Promise.all([1, 2, 3].map((attempts) => remind({ id, dueAt }, { attempts })))
    expect(await due(desk.linh, task)).toHaveLength(1)
    expect(await due(desk.hoa, task)).toEqual([])
  })

  it('before its time when it is done, gone or postponed, is never told of then', async () => {
    const [done, gone, postponed, cleared, reopened] = [
      await add('Done', WHILE),
      await add('Gone', WHILE),
      await add('Postponed', WHILE),
      await add('Cleared', WHILE),
      await add('Reopened', WHILE),
    ]
    await change(done.id, { state: 'done' })
    await desk.linh.api.delete(`/api/tasks/${gone.id}`)
    const later = inSeconds(3 * WHILE)
    await change(postponed.id, { dueAt: later })
    await change(cleared.id, { dueAt: null })
    await change(reopened.id, { state: 'done' })
    await change(reopened.id, { state: 'open' })
    expect(await planned()).toEqual([reopened.dueAt, later])
    // Also where the job of before runs all the same.
    clock.forward(WHILE + 1)
    const remind = remindWhenDue(desk.server.database)
    for (const { id, dueAt } of [done, gone, postponed, cleared])
      await remind({ id, dueAt }, { attempts: 1 })
    await pass(WHILE)
    for (const task of [done, gone, postponed, cleared])
      expect(await due(desk.linh, task)).toEqual([])
    expect(await due(desk.linh, reopened)).toHaveLength(1)
    await pass(2 * WHILE)
    expect(await due(desk.linh, postponed)).toHaveLength(1)
  })

  it('is told to whose it is by then, and given to somebody by another is told at once', async () => {
    const task = await add('Call back', WHILE)
    expect(await toldOf(desk.linh, task.id, 'task_assigned')).toEqual([])
    await change(task.id, { assignedTo: desk.hoa.id })
    await expect
      .poll(() => toldOf(desk.hoa, task.id, 'task_assigned'), SOON)
      .toMatchObject([{ who: 'Mai', excerpt: 'Call back', readAt: null }])
    await pass(2 * WHILE)
    expect(await due(desk.hoa, task)).toHaveLength(1)
    expect(await due(desk.linh, task)).toEqual([])
    const given = await add('Write', WHILE, { assignedTo: desk.hoa.id })
    await expect.poll(() => toldOf(desk.hoa, given.id, 'task_assigned'), SOON).toHaveLength(1)

    // Done, nobody has to look at it any more; gone, nothing is left of it.
    const unread = async (id: string) =>
      (await desk.list(desk.hoa)).filter((one) => one.taskId === id && one.readAt === null)
    await change(task.id, { state: 'done' })
    await expect.poll(() => unread(task.id), SOON).toEqual([])
    await desk.linh.api.delete(`/api/tasks/${given.id}`)
    await expect
      .poll(async () => (await desk.list(desk.hoa)).filter((one) => one.taskId === given.id), SOON)
      .toEqual([])
  })

  it('is told to nobody whose account is deactivated, or who wants none of it', async () => {
    const task = await add('Call back', WHILE, { assignedTo: desk.hoa.id })
    const { kinds } = (await desk.linh.api.get('/api/notifications/preferences')).body.data
    const off = { inApp: false, desktop: false, sound: false }
    const body = { kinds: { ...kinds, task_due: off } }
    expect((await desk.linh.api.put('/api/notifications/preferences', body)).status).toBe(200)
    await desk.server.admin.put(`/api/users/${desk.hoa.id}`, { isActive: false })
    const own = await add('Write', WHILE)
    await pass(2 * WHILE)
    expect(await due(desk.linh, own)).toMatchObject([{ withheld: 'preference' }])
    const { sql } = desk.server.database
    const all = await sql
      .selectFrom('notifications')
      .select('kind')
      .where('aboutId', '=', task.id)
      .where('kind', '=', 'task_due')
      .execute()
    expect(all).toEqual([])
  })
})
