import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../server/db/transaction.ts'
import { createApi } from '../support/api.ts'
import { onBothDatabases, type TestDatabase } from '../support/databases.ts'
import { type ServerProcess, startProcess } from '../support/process.ts'

const KILLS = 1
const ROWS = 300
const LONG = 120_000
const SOON = { timeout: 60_000, interval: 10 }
const ADMIN = { email: 'admin@kill.test', password: 'a long password' }

onBothDatabases('an import whose server is killed', (create) => {
  let on: TestDatabase
  let database: Database
  beforeAll(async () => {
    on = await create()
    database = await on.open()
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  const start = () =>
    startProcess({
      ...on.environment,
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
    })

  const stateOf = (id: string) =>
    database.sql
      .selectFrom('imports')
      .select(['state', 'rows', 'created', 'updated', 'unchanged', 'failed'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()

  async function begin({ url }: ServerProcess): Promise<string> {
    const { body } = await createApi(url).post('/api/auth/login', ADMIN)
    const token = body.data.accessToken as string
    const api = createApi(url, token)
    const lines = Array.from({ length: ROWS }, (_, index) =>
      index % 10 === 9 ? `nobody,${index}` : `${index}@kill.test,Person ${index}`,
    )
    const answer = await fetch(`${url}/api/imports?name=people.csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
      body: `email,name\n${lines.join('\n')}\n`,
    })
    const { data } = (await answer.json()) as { data: { id: string } }
    await api.put(`/api/imports/${data.id}`, { targets: ['email', 'name'], key: 'email' })
    await expect.poll(async () => (await stateOf(data.id)).state, SOON).toBe('checked')
    await api.post(`/api/imports/${data.id}/start`)
    return data.id
  }

  /** As if the minute had passed for which the process that died holds its job. */
  const passLease = () =>
    database.sql
      .updateTable('jobs')
      .set({ leasedUntil: '2020-01-01T00:00:00.000Z' })
      .where('kind', '=', 'import')
      .execute()

  it(
    'goes on in the next one, and takes every row once or says why not',
    async () => {
      let server = await start()
      const id = await begin(server)
      let before = 0
      for (let kill = 0; kill < KILLS; kill++) {
        // Somewhere in the middle, wherever that is.
        await expect
          .poll(async () => {
            const { rows, state } = await stateOf(id)
            return rows > before || state === 'done'
          }, SOON)
          .toBe(true)
        await server.end('SIGKILL')
        before = (await stateOf(id)).rows
        await passLease()
        server = await start()
      }
      await expect.poll(async () => (await stateOf(id)).state, SOON).toBe('done')
      await server.end('SIGTERM')
      const failed = ROWS / 10
      expect(await stateOf(id)).toEqual({
        state: 'done',
        rows: ROWS,
        created: ROWS - failed,
        updated: 0,
        unchanged: 0,
        failed,
      })
      const refused = await database.sql.selectFrom('importFailures').select('row').execute()
      expect(refused).toHaveLength(failed)
      const told = await database.sql
        .selectFrom('events')
        .select('body')
        .where('kind', '=', 'customer.created')
        .execute()
      const emails = told.map(({ body }) => JSON.parse(body).customer.email as string)
      const expected = Array.from({ length: ROWS }, (_, index) => index)
        .filter((index) => index % 10 !== 9)
        .map((index) => `${index}@kill.test`)
      expect(emails.toSorted()).toEqual(expected.toSorted())
    },
    LONG,
  )
})
