import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { plansOf } from '../../tests/support/plans.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import { customerForEmail } from '../customers/index.ts'
import { linkable, peopleFrom } from '../customers/company-people.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { findCompany } from './queries.ts'
import { beginSettling, SETTLE, settleWhenAsked, settlingOf } from './settle.ts'

const WAIT = { timeout: 20_000, interval: 50 }
// Several steps of each.
const LEAVING = 130
const JOINING = 110

onBothDatabases('the people of a company whose domains change', (create) => {
  let on: TestDatabase
  let server: TestServer
  let byId: string
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    byId = (await server.signIn('supervisor', 'Lead')).id
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  let made = 0
  const domain = (word: string) => `${word}${++made}.test`
  const crowd = (size: number, at: string) =>
    server.database.transaction(async (tx) => {
      for (let number = 0; number < size; number++)
        await customerForEmail(tx, { email: `${number}@${at}`, name: 'An' })
    })
  const post = async (domains: string[]) => {
    const body = { name: `Company ${++made}`, domains }
    return (await server.admin.post('/api/companies', body)).body.data as { id: string }
  }
  const detail = async (id: string) => (await server.admin.get(`/api/companies/${id}`)).body.data
  const ended = (id: string) =>
    vi.waitFor(async () => {
      const now = await detail(id)
      expect(now.settling.endedAt).not.toBeNull()
      return now
    }, WAIT)
  const belonging = async (at: string) =>
    server.database.sql
      .selectFrom('customers')
      .select(['id', 'companyId'])
      .where('email', 'like', `%@${at}`)
      .execute()

  /** A company of many whose domain goes to another one while it gets a new one; nobody follows yet. */
  async function changed() {
    const [old, fresh] = [domain('old'), domain('fresh')]
    await crowd(LEAVING, old)
    const { id } = await post([old])
    await ended(id)
    await crowd(JOINING, fresh)
    const other = await post([])
    const { database } = server
    const version = await database.transaction(async (tx) => {
      await tx.sql
        .updateTable('companyDomains')
        .set({ companyId: other.id })
        .where('domain', '=', old)
        .execute()
      await tx.sql.insertInto('companyDomains').values({ domain: fresh, companyId: id }).execute()
      await tx.sql
        .updateTable('companies')
        .set((row) => ({ version: row('version', '+', 1) }))
        .where('id', '=', id)
        .execute()
      const company = await findCompany(tx.sql, database.dialect, id)
      if (!company) throw new Error('the company is gone')
      await beginSettling(tx, company, { byId, walks: true })
      // Nobody but the test does it.
      const dedupeKey = `${SETTLE}:${id}:${company.version}`
      await tx.sql.deleteFrom('jobs').where('dedupeKey', '=', dedupeKey).execute()
      return company.version
    })
    const settle = (by: Database) =>
      settleWhenAsked(by)({ companyId: id, version }, { attempts: 1 })
    return { id, other, old, fresh, settle }
  }

  async function expectSettled({ id, other, old, fresh }: Awaited<ReturnType<typeof changed>>) {
    expect(await detail(id)).toMatchObject({
      settling: { joined: JOINING, departed: LEAVING, endedAt: expect.any(String) },
      totals: { people: JOINING },
    })
    const [gone, come] = [await belonging(old), await belonging(fresh)]
    expect(new Set(gone.map((one) => one.companyId))).toEqual(new Set([other.id]))
    expect(new Set(come.map((one) => one.companyId))).toEqual(new Set([id]))
    // Each change of each is told once.
    const told = await server.database.sql
      .selectFrom('activities')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('type', '=', 'customer_updated')
      .where(
        'customerId',
        'in',
        come.map((one) => one.id),
      )
      .executeTakeFirstOrThrow()
    expect(told.count).toBe(JOINING)
  }

  it('follow however often the server is stopped, each once', async () => {
    const change = await changed()
    let stops = 0
    while ((await settlingOf(server.database.sql, change.id))?.endedAt === null) {
      await change.settle(stoppedAfter(1 + (stops % 2))).catch((error: Error) => {
        if (error.message !== 'stopped') throw error
      })
      stops += 1
    }
    expect(stops).toBeGreaterThan(3)
    await expectSettled(change)
  })

  it('follow once when two do it at the same time', async () => {
    const change = await changed()
    const both = [change.settle(server.database), change.settle(server.database)]
    await expect(Promise.all(both)).resolves.toBeDefined()
    await expectSettled(change)
  })

  it('follow in the background where they are many, and the page is told', async () => {
    const at = domain('many')
    await crowd(JOINING, at)
    const { id } = await post([at])
    await ended(id)
    const told = await server.database.sql
      .selectFrom('events')
      .select('body')
      .where('kind', '=', 'company.changed')
      .execute()
    // It was made, and all have followed.
    expect(told.filter(({ body }) => JSON.parse(body).company.id === id)).toHaveLength(2)
    expect(await detail(id)).toMatchObject({ settling: { joined: JOINING, departed: 0 } })
  })

  it('are found by indexes, however many customers there are', async () => {
    const { database } = server
    const { dialect } = database
    const plans = await plansOf(database, (db) =>
      linkable(db, dialect, 'a.test').limit(50).execute(),
    )
    expect(plans.join('\n')).toMatch(/customers_domain/)
    const place = { at: new Date().toISOString(), id: newId() }
    const others = await plansOf(database, (db) =>
      peopleFrom(db, newId(), place).limit(50).execute(),
    )
    expect(others.join('\n')).toMatch(/customers_company /)
    expect([...plans, ...others].join('\n')).not.toMatch(/TEMP B-TREE|Sort|SCAN|Seq Scan/)
  })

  /** The database, which is gone after so many commits. */
  function stoppedAfter(commits: number): Database {
    const { database } = server
    let left = commits
    return {
      ...database,
      transaction: (work: Parameters<typeof database.transaction>[0]) => {
        if (left-- <= 0) throw new Error('stopped')
        return database.transaction(work)
      },
    } as typeof database
  }
})
