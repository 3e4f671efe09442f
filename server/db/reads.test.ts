import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApi } from '../../tests/support/api.ts'
import { onBothDatabases, onSqlite, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer } from '../../tests/support/server.ts'
import { systemClock } from '../clock.ts'
import { openDatabase } from './open.ts'
import { searchPathOf } from './search-file.ts'
import { type Database, joined } from './transaction.ts'
import { isUnavailable } from './unavailable.ts'

const countTo = (most: number) =>
  sql<{ n: number }>`
    with recursive counted (n) as (select 1 union all select n + 1 from counted where n < ${sql.lit(most)})
    select count(*) as n from counted`

/** A read that takes long on either database, whatever the machine. */
const slowly = (database: Database) =>
  (database.dialect === 'sqlite' ? countTo(30_000_000) : sql`select pg_sleep(3)`).execute(
    database.reads,
  )

/** The readers this process starts from now on. */
function startedThreads() {
  const threads: Worker[] = []
  const note = (thread: Worker) => {
    if (thread.threadName === 'reader') threads.push(thread)
  }
  process.on('worker', note)
  return { threads, forget: () => process.off('worker', note) }
}

const store = (database: Database, text: string) => {
  const value = JSON.stringify(text)
  return database.transaction((tx) =>
    tx.sql
      .insertInto('settings')
      .values({ key: 'x', value, updatedAt: tx.now })
      .onConflict((on) => on.column('key').doUpdateSet({ value }))
      .execute(),
  )
}

const jobsDue = ({ sql: db }: Database) =>
  db.selectFrom('jobs').select('kind').where('runAt', '<=', new Date().toISOString()).execute()

async function stored({ reads }: Database): Promise<unknown> {
  const row = await reads
    .selectFrom('settings')
    .selectAll()
    .where('key', '=', 'x')
    .executeTakeFirst()
  return row && JSON.parse(row.value)
}

onBothDatabases('reads beside the work', (create) => {
  let on: TestDatabase
  beforeEach(async () => {
    on = await create()
  })
  afterEach(() => on.drop())

  it('do not keep a chat waiting', async () => {
    const server = await startServer(on)
    const customer = await server.socket('/chat')
    const { sessionId } = await customer.ask('startChat', {
      customerEmail: 'mai@x.test',
      customerName: 'Mai',
    })
    const message = { sessionId, content: 'hello', senderType: 'customer' }
    await server.admin.get('/api/customers')
    let isReading = true
    const read = slowly(server.database).finally(() => (isReading = false))
    expect(await customer.ask('sendMessage', message)).toMatchObject({ success: true, seq: 1 })
    expect(await customer.ask('sendMessage', message)).toMatchObject({ success: true, seq: 2 })
    expect(isReading).toBe(true)
    await read
    await server.stop()
  })

  it('see what was committed before them', async () => {
    const database = await on.open()
    for (let round = 1; round <= 200; round++) {
      await store(database, `${round}`)
      expect(await stored(database)).toBe(`${round}`)
    }
    await database.close()
  })

  it('answer many at once, each with its own', async () => {
    const database = await on.open()
    const asked = Array.from({ length: 300 }, (_, index) => index + 1)
    const answers = await Promise.all(asked.map((most) => countTo(most).execute(database.reads)))
    expect(answers.map(({ rows }) => rows[0]?.n)).toEqual(asked)
    await database.close()
  })

  it('see what their own transaction has not committed yet', async () => {
    const database = await on.open()
    await database.transaction(async (tx) => {
      await store(joined(tx), 'not yet committed')
      expect(await stored(joined(tx))).toBe('not yet committed')
    })
    await database.close()
  })

  it('tell what is wrong with a query as the work itself would', async () => {
    const database = await on.open()
    const told = (where: Database['sql']) =>
      sql`select * from nowhere`.execute(where).catch((error: unknown) => error)
    const [beside, itself] = [await told(database.reads), await told(database.sql)]
    expect(beside).toEqual(itself)
    expect(beside).toMatchObject({ code: (itself as { code: string }).code })
    expect(isUnavailable(beside)).toBe(false)
    expect(await stored(database)).toBeUndefined()
    await database.close()
  })
})

onSqlite('the readers of a file', (create) => {
  let on: TestDatabase
  let started: ReturnType<typeof startedThreads>
  beforeEach(async () => {
    on = await create()
    started = startedThreads()
  })
  afterEach(async () => {
    started.forget()
    await on.drop()
  })

  it('start with the first read and are gone when the database is closed', async () => {
    const database = await on.open()
    expect(started.threads).toEqual([])
    await stored(database)
    expect(started.threads).toHaveLength(1)
    const gone = started.threads.map((thread) => once(thread, 'exit'))
    const last = countTo(3_000_000).execute(database.reads)
    const waiting = Promise.allSettled(Array.from({ length: 5 }, () => stored(database)))
    // Until now they are only on their way to the readers.
    await setImmediate()
    await database.close()
    await Promise.all(gone)
    expect((await last).rows).toEqual([{ n: 3_000_000 }])
    for (const each of await waiting)
      expect(each.status === 'fulfilled' || isUnavailable(each.reason)).toBe(true)
  })

  it('end when there was nothing to read for minutes, and start again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const database = await on.open()
      await stored(database)
      const gone = started.threads.map((thread) => once(thread, 'exit'))
      vi.advanceTimersByTime(4 * 60_000)
      await stored(database)
      vi.advanceTimersByTime(4 * 60_000)
      await stored(database)
      expect(started.threads).toHaveLength(1)
      vi.advanceTimersByTime(6 * 60_000)
      await Promise.all(gone)
      expect(await stored(database)).toBeUndefined()
      expect(started.threads).toHaveLength(2)
      await database.close()
    } finally {
      vi.useRealTimers()
    }
  })

  it('are replaced when they die, and what they were reading is read again', async () => {
    const database = await on.open()
    await store(database, 'still there')
    expect(await stored(database)).toBe('still there')
    const reading = [stored(database), stored(database), stored(database)]
    await Promise.all(started.threads.map((thread) => thread.terminate()))
    expect(await Promise.all(reading)).toEqual(['still there', 'still there', 'still there'])
    await Promise.all(started.threads.map((thread) => thread.terminate()))
    expect(await stored(database)).toBe('still there')
    await database.close()
  })

  it('read on where the file of words cannot be read, but for what is in it', async () => {
    const database = await on.open()
    await store(database, 'still there')
    writeFileSync(searchPathOf(database.file ?? ''), 'no database at all'.repeat(1_000))
    expect(await stored(database)).toBe('still there')
    const words = sql`select * from search_progress`.execute(database.reads)
    await expect(words).rejects.toMatchObject({ code: 'SQLITE_NOTADB' })
    expect(await stored(database)).toBe('still there')
    await database.close()
  })

  it('give a read up that ends them twice, as one that may succeed later', async () => {
    const database = await on.open()
    const end = (thread: Worker) => void thread.terminate()
    process.on('worker', end)
    const outcome = await stored(database).catch((error: unknown) => error)
    process.off('worker', end)
    expect(isUnavailable(outcome)).toBe(true)
    expect(await stored(database)).toBeUndefined()
    await database.close()
  })

  it('do lists, searches, counts, statistics and transcripts, and nothing a chat waits for', async () => {
    const server = await startServer(on)
    const socket = await server.socket('/chat')
    const chat = { customerEmail: 'mai@x.test', customerName: 'Mai' }
    const { sessionId, sessionToken } = await socket.ask('startChat', chat)
    await socket.ask('sendMessage', { sessionId, content: 'hi', senderType: 'customer' })
    const { customer } = (await server.admin.get(`/api/inbox/${sessionId}`)).body.data
    const about = { subject: 'A lamp', description: 'It does not shine.', customerId: customer.id }
    const ticket = (await server.admin.post('/api/tickets', about)).body.data
    // What the server does by itself at its start reads too.
    await expect.poll(() => jobsDue(server.database)).toEqual([])
    for (const thread of started.threads.splice(0)) await thread.terminate()
    for (const path of [
      `/api/chat/sessions/${sessionId}/messages`,
      `/api/customers/${customer.id}`,
      `/api/inbox/${sessionId}/messages`,
    ])
      expect([path, (await server.admin.get(path)).status]).toEqual([path, 200])
    expect(started.threads).toEqual([])
    for (const path of [
      '/api/chat/sessions/active',
      '/api/customers?q=mai',
      '/api/customers?cursor=',
      '/api/inbox?view=all',
      `/api/inbox?customerId=${customer.id}`,
      '/api/inbox/counts',
      '/api/tickets',
      '/api/tickets?cursor=',
      `/api/tickets/customer/${customer.id}`,
      `/api/tickets/${ticket.id}/comments`,
      `/api/timeline/customer/${customer.id}`,
      `/api/timeline/customer/${customer.id}/stats`,
      '/api/timeline/recent',
      '/api/chat/visitor/transcript',
    ]) {
      const api = path.includes('/visitor/') ? createApi(server.url, sessionToken) : server.admin
      const { status } = await api.get(path)
      expect([path, status, started.threads.length]).toEqual([path, 200, 1])
      await started.threads.pop()?.terminate()
    }
    await server.stop()
  })

  it('refuse to write', async () => {
    const database = await on.open()
    const writing = database.reads.deleteFrom('settings').returning('key').execute()
    await expect(writing).rejects.toMatchObject({ code: 'SQLITE_READONLY' })
    await database.close()
  })

  it('refuse a queue without end', async () => {
    const database = await on.open()
    const outcomes = await Promise.allSettled(Array.from({ length: 1_500 }, () => stored(database)))
    const refused = outcomes.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.length).toBeLessThan(600)
    for (const each of refused)
      expect(isUnavailable((each as PromiseRejectedResult).reason)).toBe(true)
    expect(await stored(database)).toBeUndefined()
    await database.close()
  })

  it('are not needed for a database in memory', async () => {
    const database = await openDatabase({ dialect: 'sqlite', path: ':memory:' }, systemClock)
    await store(database, 'in memory')
    expect(await stored(database)).toBe('in memory')
    expect(started.threads).toEqual([])
    await database.close()
  })
})
