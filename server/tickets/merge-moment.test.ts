import { SignJWT } from 'jose'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'

const ROUNDS = 3
const TOLD = ['ticket_closed', 'ticket_comment', 'ticket_updated']

onBothDatabases('tickets at the moment their customers are merged', (create) => {
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

  async function person(): Promise<string> {
    const body = { name: 'Mai', email: `${crypto.randomUUID()}@x.test` }
    return (await linh.api.post('/api/customers', body)).body.data.id
  }

  async function pathOfNew(customerId: string, more: object = {}): Promise<string> {
    const body = {
      ...more,
      customerId,
      subject: 'Broken lamp',
      description: 'It does not light up',
    }
    return `/api/tickets/${(await linh.api.post('/api/tickets', body)).body.data.id}`
  }

  async function typesOn(customerId: string): Promise<string[]> {
    const { body } = await linh.api.get(`/api/timeline/customer/${customerId}?limit=100`)
    return body.data.map(({ type }: { type: string }) => type)
  }

  it('are changed, commented on and closed by several, and nobody is turned away', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [survivor, merged] = [await person(), await person()]
      const paths = []
      for (let made = 0; made < 6; made += 1) paths.push(await pathOfNew(merged))
      const [one, two, three, four, five, six] = paths as [string, string, ...string[]]
      const change = (path?: string) => hoa.api.put(`${path}`, { priority: 'high' })
      const comment = (path?: string) => hoa.api.post(`${path}/comments`, { comment: 'On it' })
      const close = (path?: string) => server.admin.delete(`${path}`)
      const merge = linh.api.post(`/api/customers/${survivor}/merge`, { customerId: merged })
      const answers = await Promise.all([
        change(one),
        comment(two),
        merge,
        close(three),
        change(four),
        comment(five),
        close(six),
      ])
      const statuses = answers.map(({ status }) => status)
      expect(statuses).toEqual([200, 201, 201, 204, 200, 201, 204])
      const told = await typesOn(survivor)
      expect(told.filter((type) => TOLD.includes(type)).toSorted()).toEqual(
        TOLD.flatMap((type) => [type, type]),
      )
    }
  })

  it('are changed as the site says whose their chat is, and nobody is turned away', async () => {
    const made = await server.admin.post('/api/settings/webchat/identity-secret')
    const secret = Buffer.from(made.body.data.secret)
    for (let round = 0; round < ROUNDS; round += 1) {
      const socket = await server.socket('/chat')
      const visitor = { customerEmail: `${crypto.randomUUID()}@x.test`, customerName: 'Mai' }
      const { sessionId: chatSessionId } = await socket.ask('startChat', visitor)
      const { body } = await linh.api.get(`/api/inbox/${chatSessionId}`)
      const paths = [
        await pathOfNew(body.data.customer.id, { chatSessionId }),
        await pathOfNew(body.data.customer.id, { chatSessionId }),
      ]
      const identityToken = await new SignJWT({ sub: crypto.randomUUID() })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuedAt()
        .setExpirationTime('10m')
        .sign(secret)
      const change = (priority: string) =>
        paths.map((path) => hoa.api.put(path, { priority }).then(({ status }) => status))
      const identified = socket.ask('identify', { sessionId: chatSessionId, identityToken })
      const statuses = await Promise.all([...change('high'), ...change('low'), ...change('urgent')])
      expect(new Set(statuses)).toEqual(new Set([200]))
      expect(await identified).toMatchObject({ success: true })
      socket.close()
    }
  })

  it('are found with whom they went to while their former customer went away', async () => {
    const { database } = server
    const [former, now] = [await person(), await person()]
    const path = await pathOfNew(former)
    let changed: ReturnType<typeof hoa.api.put> | undefined
    await database.transaction(async (tx) => {
      for (const table of ['tickets', 'conversations', 'activities'] as const)
        await tx.sql
          .updateTable(table)
          .set({ customerId: now })
          .where('customerId', '=', former)
          .execute()
      await tx.sql.deleteFrom('customers').where('id', '=', former).execute()
      if (database.dialect === 'sqlite') return
      changed = hoa.api.put(path, { priority: 'high' })
      const waiting = async () => {
        const { rows } = await sql`select 1 from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'
            and query like '%for no key update%'`.execute(database.sql)
        return rows.length
      }
      await expect.poll(waiting, { timeout: 10_000 }).toBe(1)
    })
    changed ??= hoa.api.put(path, { priority: 'high' })
    expect(await changed).toMatchObject({ status: 200, body: { data: { customerId: now } } })
  })

  it('are changed as a merge is taken back, and nobody is turned away', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [survivor, merged] = [await person(), await person()]
      const [one, two] = [await pathOfNew(merged), await pathOfNew(merged)]
      const merge = { customerId: merged }
      const { body } = await linh.api.post(`/api/customers/${survivor}/merge`, merge)
      const answers = await Promise.all([
        hoa.api.put(one, { priority: 'high' }),
        linh.api.delete(`/api/customers/merges/${body.data.id}`),
        hoa.api.post(`${two}/comments`, { comment: 'On it' }),
      ])
      expect(answers.map(({ status }) => status)).toEqual([200, 204, 201])
    }
  })
})
