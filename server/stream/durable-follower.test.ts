import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { append, DurableFollower, followByCursor, followerOf, headOf } from './index.ts'

const SOON = { timeout: 15_000 }

/** What happens: facts are committed (`none` are of no interest, `broken` cannot be taken), and followed or not. */
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('commit' as const),
      facts: fc.array(fc.constantFrom('good', 'good', 'none', 'broken'), { maxLength: 6 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constantFrom('here', 'there', 'both', 'die'),
      facts: fc.constant([]),
    }),
  },
)

type LeftOut = (fact: { seq: number }) => void

onBothDatabases('a durable follower', (create) => {
  let on: TestDatabase
  let here: Database
  let there: Database
  beforeAll(async () => {
    on = await create()
    here = await on.open()
    there = await on.open()
    await sql`create table taken (place integer, fact integer)`.execute(here.sql)
  })
  afterAll(async () => {
    for (const database of [here, there]) {
      followerOf(database).stop()
      await database.close()
    }
    await on.drop()
  })

  // What one story left is not there for the next.
  afterEach(async () => {
    await sql`delete from taken`.execute(here.sql)
    const value = await headOf(here.sql)
    await here.sql.updateTable('counters').set({ value }).where('name', '=', 'notified').execute()
  })

  /** Answers the numbers of those of interest. */
  const commit = (database: Database, facts: readonly string[]): Promise<number[]> =>
    database.transaction(async (tx) => {
      const head = await headOf(tx.sql)
      for (const id of facts)
        if (id === 'none') append(tx, { kind: 'tag.deleted', refs: {}, body: { id } })
        else append(tx, { kind: 'customer.deleted', refs: {}, body: { id } })
      return facts.flatMap((id, index) => (id === 'none' ? [] : [head + index + 1]))
    })

  /** Writes down each fact; one whose id is `broken` fails. */
  async function take({ sql: db }: Tx, events: ReadonlyArray<{ seq: number; body: object }>) {
    for (const { seq, body } of events) {
      const row = sql`select coalesce(max(place), 0) + 1, cast(${seq} as integer) from taken`
      await sql`insert into taken (place, fact) ${row}`.execute(db)
      if ('id' in body && body.id === 'broken') throw new Error(`fact ${seq} is broken`)
    }
  }

  const taken = async (): Promise<number[]> => {
    const { rows } = await sql<{ fact: number }>`select fact from taken order by place`.execute(
      here.sql,
    )
    return rows.map(({ fact }) => fact)
  }

  const follow = (database: Database, onLeftOut?: LeftOut, errors: unknown[] = []) =>
    followByCursor({
      database,
      cursor: 'notified',
      kinds: ['customer.deleted'],
      batch: 3,
      take,
      ...(onLeftOut && { onLeftOut }),
      onError: (error) => errors.push(error),
      calmMs: 1,
      sweepMs: 60_000,
    })

  /** Everything is done but the commit. */
  const dying = (database: Database): Database => ({
    ...database,
    transaction: (work) =>
      database.transaction(async (tx) => {
        await work(tx)
        throw new Error('the process dies')
      }),
  })

  it('takes each fact once and in order, whoever dies, and leaves out only what cannot be taken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        const [good, broken, leftOut]: number[][] = [[], [], []]
        const note: LeftOut = ({ seq }) => leftOut?.push(seq)
        const [mine, theirs] = [follow(here, note), follow(there, note)]
        for (const { does, facts } of steps) {
          const seqs = await commit(here, facts)
          const ids = facts.filter((id) => id !== 'none')
          for (const [index, seq] of seqs.entries())
            (ids[index] === 'good' ? good : broken)?.push(seq)
          if (does === 'here') await mine.run()
          if (does === 'there') await theirs.run()
          if (does === 'die') await follow(dying(here), note).run()
          // SQLite knows one writer at a time; on Postgres both are at it at once.
          if (does === 'both' && here.dialect === 'sqlite') await mine.run()
          if (does === 'both')
            await Promise.all([theirs.run(), here.dialect === 'postgres' && mine.run()])
        }
        // A fact has five tries.
        for (let times = 0; times < 5 * (broken?.length ?? 0) + 1; times++) await mine.run()
        expect(await taken()).toEqual(good)
        expect(leftOut).toEqual(broken)
        await sql`delete from taken`.execute(here.sql)
      }),
      { numRuns: 12 },
    )
  })

  it('stays before a fact that fails when it may leave out none', async () => {
    const errors: unknown[] = []
    const follower = follow(here, undefined, errors)
    const before = await commit(here, ['good', 'good', 'good'])
    await commit(here, ['broken', 'good'])
    for (let times = 0; times < 8; times++) await follower.run()
    expect(await taken()).toEqual(before)
    expect(errors).toHaveLength(8)
  })

  it('is woken by what is committed, and goes on after a stop where it was', async () => {
    const [first] = await commit(here, ['good'])
    const follower = follow(here)
    follower.start()
    await expect.poll(taken, SOON).toEqual([first])
    const [second] = await commit(here, ['none', 'good'])
    await expect.poll(taken, SOON).toEqual([first, second])
    await follower.stop()
    const [third] = await commit(here, ['good'])
    await follower.run()
    expect(await taken()).toEqual([first, second])
    const next = follow(there)
    await next.run()
    expect(await taken()).toEqual([first, second, third])
  })

  it('does what is asked for meanwhile before it answers', async () => {
    const done: string[] = []
    let wanted = ['one']
    const follower = new DurableFollower({
      database: here,
      async step() {
        done.push(...wanted)
        wanted = []
        if (done.length < 3) {
          wanted = [done.length === 1 ? 'two' : 'three']
          void follower.run()
        }
        return false
      },
      onError: () => {},
      calmMs: 1,
      sweepMs: 60_000,
    })
    await follower.run()
    expect(done).toEqual(['one', 'two', 'three'])
  })
})
