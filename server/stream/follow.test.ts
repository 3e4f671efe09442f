import { afterEach, beforeEach, expect, it } from 'vitest'
import { onBothDatabases, onPostgres, type TestDatabase } from '../../tests/support/databases.ts'
import type { Database } from '../db/transaction.ts'
import { append, eventsAfter, followerOf, headOf, subscribe } from './index.ts'

const fact = { kind: 'customer.deleted' as const, refs: {}, body: { id: 'x' } }
const commit = (database: Database, count = 1) =>
  database.transaction(async (tx) => {
    for (let made = 0; made < count; made++) append(tx, fact)
  })

/** What one process hears: every number it was told, and which of them it committed itself. */
function listen(database: Database) {
  const heard: number[] = []
  const own: number[] = []
  subscribe(database, (events, committedAt) => {
    const numbers = events.map(({ seq }) => seq)
    heard.push(...numbers)
    if (committedAt !== undefined) own.push(...numbers)
  })
  return { heard, own }
}

const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

const SOON = { timeout: 15_000 }
const deaf = { signal: () => {}, onError: () => {} }

onBothDatabases('processes on one stream', (create) => {
  let on: TestDatabase
  let here: Database
  let there: Database
  const errors: unknown[] = []
  beforeEach(async () => {
    on = await create()
    here = await on.open()
    there = await on.open()
    errors.length = 0
  })
  afterEach(async () => {
    for (const database of [here, there]) {
      followerOf(database).stop()
      await database.close()
    }
    await on.drop()
  })
  const joinUp = async () => {
    const onError = (error: unknown) => errors.push(error)
    const signal = (to: Database) => (head: number) => followerOf(to).heard(head)
    await followerOf(here).start({ signal: signal(there), onError })
    await followerOf(there).start({ signal: signal(here), onError })
  }

  it('each hear every event once and in order, and each event is somebody’s own once', async () => {
    const [mine, theirs] = [listen(here), listen(there)]
    await joinUp()
    // SQLite knows one writer at a time; on Postgres the commits of both are under way at once.
    const rounds = here.dialect === 'sqlite' ? upTo(60).map((round) => [round]) : [upTo(60)]
    for (const round of rounds)
      await Promise.all(round.map((each) => commit(each % 2 === 0 ? here : there, 1 + (each % 3))))
    const last = await headOf(here.sql)
    await expect.poll(() => [mine.heard.length, theirs.heard.length], SOON).toEqual([last, last])
    expect(mine.heard).toEqual(upTo(last))
    expect(theirs.heard).toEqual(upTo(last))
    expect([...mine.own, ...theirs.own].toSorted((a, b) => a - b)).toEqual(upTo(last))
    expect(errors).toEqual([])
  })

  it('hear of what was committed before an own commit although nobody told them', async () => {
    const mine = listen(here)
    await followerOf(here).start(deaf)
    for (let made = 0; made < 3; made++) await commit(there)
    await commit(here)
    await expect.poll(() => mine.heard, SOON).toEqual([1, 2, 3, 4])
    expect(mine.own).toEqual([4])
  })

  it('begin at the head, and are told of no older event', async () => {
    await commit(there, 5)
    const mine = listen(here)
    await followerOf(here).start(deaf)
    await commit(here)
    expect(mine.heard).toEqual([6])
  })

  it('come through a backlog of several pages', async () => {
    const mine = listen(here)
    await followerOf(here).start(deaf)
    await commit(there, 1_203)
    followerOf(here).heard(1_203)
    await commit(here)
    await expect.poll(() => mine.heard.length, SOON).toBe(1_204)
    expect(mine.heard).toEqual(upTo(1_204))
  })

  it('come through events that are too long for one page, and skip none', async () => {
    const mine = listen(here)
    await followerOf(here).start(deaf)
    const long = { ...fact, body: { id: 'x'.repeat(300_000) } }
    for (let made = 0; made < 10; made++) await there.transaction(async (tx) => append(tx, long))
    expect((await eventsAfter(here.sql, 0)).map(({ seq }) => seq)).toEqual([1, 2, 3])
    followerOf(here).heard(10)
    await commit(here)
    await expect.poll(() => mine.heard.length, SOON).toBe(11)
    expect(mine.heard).toEqual(upTo(11))
  })

  it('do what waits for a place in the stream exactly there', async () => {
    const mine = listen(here)
    await followerOf(here).start(deaf)
    await commit(there, 10)
    const heardThen: number[][] = []
    followerOf(here).when(4, () => heardThen.push([...mine.heard]))
    expect(heardThen).toEqual([])
    await commit(here)
    await expect.poll(() => mine.heard.length, SOON).toBe(11)
    expect(heardThen).toEqual([upTo(4)])
    followerOf(here).when(11, () => heardThen.push([]))
    expect(heardThen).toHaveLength(2)
  })

  it('believe nobody who speaks of events that are not there', async () => {
    const mine = listen(here)
    await followerOf(here).start(deaf)
    await commit(there)
    followerOf(here).heard(1_000)
    await expect.poll(() => mine.heard, SOON).toEqual([1])
    await commit(there, 2)
    await commit(here)
    await expect.poll(() => mine.heard, SOON).toEqual([1, 2, 3, 4])
  })

  it('are not held up by events that were removed', async () => {
    const mine = listen(here)
    await followerOf(here).start(deaf)
    await commit(there, 5)
    await there.sql.deleteFrom('events').where('seq', 'in', [2, 3, 5]).execute()
    await commit(here)
    await expect.poll(() => mine.heard, SOON).toEqual([1, 4, 6])
  })

  it('are not held up by a transaction of their own that was rolled back', async () => {
    const mine = listen(here)
    await followerOf(here).start(deaf)
    const failing = here.transaction(async (tx) => {
      append(tx, fact)
      tx.beforeCommit(async () => {
        throw new Error('at the last moment')
      })
    })
    await expect(failing).rejects.toThrow('at the last moment')
    await commit(there)
    await commit(here)
    await expect.poll(() => mine.heard, SOON).toEqual([1, 2])
    expect(mine.own).toEqual([2])
  })

  it('go on with the other history when an older database was put back', async () => {
    const mine = listen(here)
    await followerOf(here).start(deaf)
    await commit(here, 5)
    await here.sql.deleteFrom('events').where('seq', '>', 2).execute()
    await here.sql.updateTable('counters').set({ value: 2 }).where('name', '=', 'event').execute()
    await commit(here, 2)
    expect(mine.heard).toEqual([1, 2, 3, 4, 5, 3, 4])
  })
})

onPostgres('a process nobody tells anything', (create) => {
  it('finds what others committed by itself', async () => {
    const on = await create()
    const [here, there] = [await on.open(), await on.open()]
    const mine = listen(here)
    await followerOf(here).start(deaf)
    await commit(there, 3)
    await expect.poll(() => mine.heard, SOON).toEqual([1, 2, 3])
    followerOf(here).stop()
    for (const database of [here, there]) await database.close()
    await on.drop()
  })
})
