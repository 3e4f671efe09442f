import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'

onBothDatabases('tasks', (create) => {
  let on: TestDatabase
  let server: TestServer
  let linh: Account
  let hoa: Account
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    linh = await server.signIn('agent', 'Linh')
    hoa = await server.signIn('agent', 'Hoa')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  async function person(name = 'Mai'): Promise<string> {
    const body = { name, email: `${crypto.randomUUID()}@x.test` }
    return (await linh.api.post('/api/customers', body)).body.data.id
  }
  const add = async (customerId: string, more: object = {}) =>
    (await linh.api.post('/api/tasks', { customerId, title: 'Call back', ...more })).body.data
  const timelineOf = async (customerId: string) => {
    const path = `/api/timeline/customer/${customerId}?group=tasks`
    return (await linh.api.get(path)).body.data as { type: string; metadata: object }[]
  }
  const DUE = '2097-03-04T05:06:07.000Z'

  it('are for one customer, and whose they are is whoever adds them unless it is said', async () => {
    const customerId = await person()
    const asked = { customerId, title: ' Call back ', note: 'About the lamp', dueAt: DUE }
    const made = await linh.api.post('/api/tasks', asked)
    expect(made.status).toBe(201)
    expect(made.body.data).toMatchObject({
      customerId,
      customer: { name: 'Mai' },
      title: 'Call back',
      note: 'About the lamp',
      dueAt: DUE,
      state: 'open',
      assignedTo: linh.id,
      assignee: { name: 'Linh' },
      createdBy: { id: linh.id },
      doneBy: null,
      version: 1,
    })
    const { id } = made.body.data
    expect((await hoa.api.get(`/api/tasks/${id}`)).body.data).toEqual(made.body.data)
    expect(await add(customerId, { assignedTo: hoa.id })).toMatchObject({ assignedTo: hoa.id })
  })

  it('are refused where something is wrong with them, and unknown ones are not there', async () => {
    const customerId = await person()
    const refused = async (body: object) => {
      const answer = await linh.api.post('/api/tasks', { customerId, title: 'Call', ...body })
      return [answer.status, answer.body.code]
    }
    expect(await refused({ title: ' ' })).toEqual([400, 'validation_failed'])
    expect(await refused({ title: 'x'.repeat(201) })).toEqual([400, 'validation_failed'])
    expect(await refused({ dueAt: 'tomorrow' })).toEqual([400, 'validation_failed'])
    expect(await refused({ dueAt: '1999-01-01T00:00:00Z' })).toEqual([400, 'validation_failed'])
    expect(await refused({ colour: 'red' })).toEqual([400, 'validation_failed'])
    expect(await refused({ customerId: 'nobody' })).toEqual([404, 'customer_not_found'])
    expect(await refused({ assignedTo: crypto.randomUUID() })).toEqual([404, 'agent_not_found'])
    const unknown = await linh.api.put(`/api/tasks/${crypto.randomUUID()}`, { state: 'done' })
    expect([unknown.status, unknown.body.code]).toEqual([404, 'task_not_found'])
    expect((await linh.api.get('/api/tasks/none')).status).toBe(404)
  })

  it('lead back to the conversation or ticket they came from, which must be the customer’s', async () => {
    const customer = await server.socket('/chat')
    const email = `${crypto.randomUUID()}@x.test`
    const chat = await customer.ask('startChat', { customerEmail: email, customerName: 'An' })
    const { data } = (await linh.api.get(`/api/customers/email/${email}`)).body
    const own = { conversationId: chat.sessionId }
    expect(await add(data.id, own)).toMatchObject(own)
    const body = { customerId: data.id, subject: 'A lamp', description: 'It does not light' }
    const ticket = (await linh.api.post('/api/tickets', body)).body.data
    const { ticketNumber } = ticket
    const from = await add(data.id, { ticketId: ticket.id })
    expect(from).toMatchObject({ ticketId: ticket.id, ticketNumber })
    const other = { customerId: await person(), title: 'Call' }
    const ofChat = await linh.api.post('/api/tasks', { ...other, ...own })
    expect(ofChat.body.code).toBe('conversation_not_found')
    const ofTicket = await linh.api.post('/api/tasks', { ...other, ticketId: ticket.id })
    expect(ofTicket.body.code).toBe('ticket_not_found')
    const thread = await linh.api.post('/api/tasks', {
      customerId: data.id,
      title: 'Call',
      conversationId: ticket.conversationId,
    })
    expect(thread.body.code).toBe('conversation_not_found')
  })

  it('are ticked done, opened again, changed and deleted; each is one readable line', async () => {
    const customerId = await person()
    const { id } = await add(customerId)
    const path = `/api/tasks/${id}`
    const done = (await hoa.api.put(path, { state: 'done' })).body.data
    expect(done).toMatchObject({ state: 'done', doneBy: { id: hoa.id, name: 'Hoa' }, version: 2 })
    expect(done.doneAt).not.toBeNull()
    // Ticked twice it is ticked.
    expect((await linh.api.put(path, { state: 'done' })).body.data).toEqual(done)
    const open = (await linh.api.put(path, { state: 'open' })).body.data
    expect(open).toMatchObject({ state: 'open', doneBy: null, doneAt: null })
    await linh.api.put(path, { dueAt: DUE, assignedTo: hoa.id, note: 'Mornings only' })
    await linh.api.put(path, { note: 'Not on Fridays' })
    expect((await linh.api.delete(path)).status).toBe(204)
    expect((await linh.api.get(path)).status).toBe(404)
    const entries = (await timelineOf(customerId)).toReversed()
    expect(entries.map(({ type }) => type)).toEqual([
      'task_created',
      'task_done',
      'task_reopened',
      'task_updated',
      'task_deleted',
    ])
    expect(entries[1]?.metadata).toMatchObject({ taskId: id, title: 'Call back', byName: 'Hoa' })
    expect(entries[3]?.metadata).toMatchObject({
      changes: { dueAt: { from: null, to: DUE }, assignedTo: { from: 'Linh', to: 'Hoa' } },
    })
  })

  it('that somebody else changed meanwhile are not overwritten unseen', async () => {
    const { id, version } = await add(await person())
    const path = `/api/tasks/${id}`
    const mine = (await linh.api.put(path, { title: 'Call Mai', version })).body.data
    const theirs = await hoa.api.put(path, { title: 'Write to Mai', version })
    expect([theirs.status, theirs.body.code]).toEqual([409, 'task_changed'])
    expect(theirs.body.current).toEqual(mine)
    const again = await hoa.api.put(path, { title: 'Write to Mai', version: mine.version })
    expect(again.body.data).toMatchObject({ title: 'Write to Mai', version: mine.version + 1 })
    // What is so already is no conflict.
    expect((await linh.api.put(path, { title: 'Write to Mai', version })).status).toBe(200)
  })

  it('added twice under one key are added once', async () => {
    const body = { customerId: await person(), title: 'Call' }
    const key = { 'idempotency-key': crypto.randomUUID() }
    const [first, second] = [
      await linh.api.post('/api/tasks', body, key),
      await linh.api.post('/api/tasks', body, key),
    ]
    expect(second.body.data.id).toBe(first.body.data.id)
  })

  it('are listed page by page by when they are due, and done ones the latest first', async () => {
    const customerId = await person()
    const at = (day: number) => `2098-01-0${day}T00:00:00.000Z`
    const added = []
    for (const dueAt of [at(3), null, at(1), at(2), at(2)])
      added.push(await add(customerId, { dueAt, assignedTo: hoa.id }))
    const [third, never, first] = added
    const pages: string[][] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const path = `/api/tasks?customerId=${customerId}&assignedTo=me&limit=2&cursor=${cursor}`
      const { body } = await hoa.api.get(path)
      pages.push(body.data.map(({ id }: { id: string }) => id))
      cursor = body.meta.next
    }
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1])
    const order = pages.flat()
    expect([order[0], order[3], order[4]]).toEqual([first.id, third.id, never.id])
    const ids = async (query: string) =>
      (await hoa.api.get(`/api/tasks?customerId=${customerId}&${query}`)).body.data.map(
        ({ id }: { id: string }) => id,
      )
    expect(await ids(`dueBefore=${at(2)}`)).toEqual([first.id])
    expect(await ids(`assignedTo=${linh.id}`)).toEqual([])
    for (const { id } of [never, first]) await hoa.api.put(`/api/tasks/${id}`, { state: 'done' })
    expect(await ids('state=done')).toEqual([first.id, never.id])
    expect(await ids('')).not.toContain(first.id)
  })

  it('are told to every console in the order in which they happen', async () => {
    const customerId = await person()
    const console = await server.socket('/console', { token: hoa.token })
    const { head: after } = await console.ask('catchUp', { after: 0 })
    const { id } = await add(customerId)
    await linh.api.put(`/api/tasks/${id}`, { state: 'done' })
    await linh.api.delete(`/api/tasks/${id}`)
    const { events } = await console.ask('catchUp', { after })
    const told = events.filter(({ refs }: { refs: { taskId?: string } }) => refs.taskId === id)
    expect(told).toMatchObject([
      { kind: 'task.created', body: { task: { id, state: 'open' }, byId: linh.id } },
      { kind: 'task.changed', body: { task: { state: 'done' }, changed: ['state'] } },
      { kind: 'task.deleted', body: { id } },
    ])
  })

  it('go with a merge, and come back with its undo, also with what was done meanwhile', async () => {
    const [survivor, merged] = [await person('Mai'), await person('May')]
    const [own, theirs] = [await add(survivor), await add(merged, { dueAt: DUE })]
    const body = { customerId: merged }
    const merge = await linh.api.post(`/api/customers/${survivor}/merge`, body)
    const ofMerged = async () => (await linh.api.get(`/api/tasks?customerId=${merged}`)).body.data
    const ids = (await ofMerged()).map(({ id }: { id: string }) => id)
    expect(ids).toEqual([theirs.id, own.id])
    await hoa.api.put(`/api/tasks/${theirs.id}`, { state: 'done' })
    const entries = async (id: string) => (await timelineOf(id)).map(({ type }) => type)
    expect(await entries(survivor)).toEqual(['task_done', 'task_created', 'task_created'])
    const undo = `/api/customers/merges/${merge.body.data.id}`
    expect((await linh.api.get(undo)).body.data).toMatchObject({
      returns: { tasks: 1 },
      stays: { tasks: 0 },
    })
    expect((await linh.api.delete(undo)).status).toBe(204)
    expect(await entries(merged)).toContain('task_done')
    expect(await entries(survivor)).toEqual(['task_created'])
    const back = (await linh.api.get(`/api/tasks/${theirs.id}`)).body.data
    expect(back).toMatchObject({ customerId: merged, customer: { name: 'May' }, state: 'done' })
  })

  it('are done by several at the moment of a merge, and nobody is turned away', async () => {
    for (let round = 0; round < 3; round += 1) {
      const [survivor, merged] = [await person(), await person()]
      const [one, two, three] = [await add(merged), await add(merged), await add(merged)]
      const tick = ({ id }: { id: string }) => hoa.api.put(`/api/tasks/${id}`, { state: 'done' })
      const merge = linh.api.post(`/api/customers/${survivor}/merge`, { customerId: merged })
      const answers = await Promise.all([tick(one), merge, tick(two), tick(three)])
      expect(answers.map(({ status }) => status)).toEqual([200, 201, 200, 200])
      const told = (await timelineOf(survivor)).filter(({ type }) => type === 'task_done')
      expect(told).toHaveLength(3)
    }
  })

  it('are found with whom they went to while their former customer went away', async () => {
    const { database } = server
    const [former, now] = [await person(), await person()]
    const { id } = await add(former)
    const tick = () => hoa.api.put(`/api/tasks/${id}`, { state: 'done' })
    let done: ReturnType<typeof tick> | undefined
    await database.transaction(async (tx) => {
      for (const table of ['tasks', 'activities'] as const)
        await tx.sql
          .updateTable(table)
          .set({ customerId: now })
          .where('customerId', '=', former)
          .execute()
      await tx.sql.deleteFrom('customers').where('id', '=', former).execute()
      if (database.dialect === 'sqlite') return
      done = tick()
      const waiting = async () => {
        const { rows } = await sql`select 1 from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'
            and query like '%for no key update%'`.execute(database.sql)
        return rows.length
      }
      await expect.poll(waiting, { timeout: 10_000 }).toBe(1)
    })
    done ??= tick()
    expect(await done).toMatchObject({ status: 200, body: { data: { customerId: now } } })
  })

  it('go with a customer who is deleted', async () => {
    const customerId = await person()
    const { id } = await add(customerId)
    expect((await server.admin.delete(`/api/customers/${customerId}`)).status).toBe(204)
    expect((await linh.api.get(`/api/tasks/${id}`)).status).toBe(404)
    expect((await linh.api.get(`/api/tasks?customerId=${customerId}`)).body.data).toEqual([])
  })

  it('of an agent who is deactivated stay theirs, and are given to others', async () => {
    const minh = await server.signIn('agent', 'Minh')
    const customerId = await person()
    const { id } = await add(customerId, { assignedTo: minh.id })
    await server.admin.put(`/api/users/${minh.id}`, { isActive: false })
    const { data } = (await linh.api.get(`/api/tasks?customerId=${customerId}`)).body
    expect(data).toMatchObject([{ id, assignee: { id: minh.id, name: 'Minh' } }])
    const given = await linh.api.put(`/api/tasks/${id}`, { assignedTo: hoa.id })
    expect(given.body.data.assignee).toEqual({ id: hoa.id, name: 'Hoa' })
    const back = await linh.api.put(`/api/tasks/${id}`, { assignedTo: minh.id })
    expect(back.body.code).toBe('agent_not_found')
  })
})
