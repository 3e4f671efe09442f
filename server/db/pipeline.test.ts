import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { onBothDatabases, onPostgres, type TestDatabase } from '../../tests/support/databases.ts'
import { insertRows, updateRows } from './bulk.ts'
import { isUniqueViolation } from './conflict.ts'
import { type Database, partsOf, type Tx } from './transaction.ts'
import { isUnavailable } from './unavailable.ts'

const COUNTS = { table: 'counts', columns: ['id', 'name', 'count'] }
const COUNT = { table: 'counts', columns: ['count'] }

const add = ({ sql: db, database }: Tx, ...names: string[]) =>
  insertRows(
    db,
    database.dialect,
    COUNTS,
    names.map((name) => ({ id: name, name, count: 0 })),
  )
const set = ({ sql: db, database }: Tx, id: string, count: number) =>
  updateRows(db, database.dialect, COUNT, [{ id, count }])

onBothDatabases('statements whose answers nobody waits for', (create) => {
  let on: TestDatabase
  let database: Database
  beforeAll(async () => {
    on = await create()
    database = await on.open()
    await sql`create table counts (id text primary key, name text not null, count integer not null)`.execute(
      database.sql,
    )
    await sql`create unique index counts_name on counts (name)`.execute(database.sql)
  })
  beforeEach(() => sql`delete from counts`.execute(database.sql))
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  const stored = async ({ sql: db }: Pick<Database, 'sql'>) => {
    const { rows } = await sql<{ name: string; count: number }>`
      select name, count from counts order by name`.execute(db)
    return rows.map(({ name, count }) => `${name} ${count}`)
  }
  const double = (tx: Tx, name: string) =>
    insertRows(tx.sql, tx.database.dialect, COUNTS, [{ id: `another ${name}`, name, count: 0 }])
  const failure = (work: (tx: Tx) => Promise<unknown>) =>
    database.transaction(work).then(
      () => undefined,
      (error: unknown) => error,
    )

  it('are done in their order, and seen by what follows them', async () => {
    const seen = await database.transaction(async (tx) => {
      await add(tx, 'a', 'b')
      for (let count = 1; count <= 100; count++) await set(tx, count % 2 ? 'a' : 'b', count)
      return stored(tx)
    })
    expect(seen).toEqual(['a 99', 'b 100'])
    expect(await stored(database)).toEqual(seen)
  })

  it('fail the commit for their own reason, and nothing is stored', async () => {
    const error = await failure(async (tx) => {
      await add(tx, 'a')
      await double(tx, 'a')
    })
    expect(error).toSatisfy(isUniqueViolation)
    expect(await stored(database)).toEqual([])
  })

  it('fail what is asked next for their own reason', async () => {
    const error = await failure(async (tx) => {
      await add(tx, 'a')
      await double(tx, 'a')
      await set(tx, 'a', 1)
      return stored(tx)
    })
    expect(error).toSatisfy(isUniqueViolation)
    expect(await stored(database)).toEqual([])
  })

  it('fail the whole for their own reason, though a part of it met that reason first', async () => {
    const error = await failure(async (tx) => {
      await add(tx, 'a')
      await double(tx, 'a')
      const part = partsOf(tx).transaction((each) => add(each, 'b'))
      await expect(part).rejects.toSatisfy(isUniqueViolation)
    })
    expect(error).toSatisfy(isUniqueViolation)
    expect(await stored(database)).toEqual([])
  })

  it('fail their part of a transaction alone, and nothing that fails later for another reason', async () => {
    const told: unknown[] = []
    await database.transaction(async (tx) => {
      await add(tx, 'a')
      const parts = partsOf(tx)
      await parts.transaction((part) => double(part, 'a')).catch((error) => told.push(error))
      await parts
        .transaction(({ sql: db }) => sql`select * from nowhere`.execute(db))
        .catch((error) => told.push(error))
      await set(tx, 'a', 1)
    })
    expect(told.map(isUniqueViolation)).toEqual([true, false])
    expect(await stored(database)).toEqual(['a 1'])
  })
})

onPostgres('a transaction that goes on before it is answered', (create) => {
  let on: TestDatabase
  let database: Database
  beforeAll(async () => {
    on = await create()
    database = await on.open()
    await sql`create table counts (id text primary key, name text not null, count integer not null)`.execute(
      database.sql,
    )
    await database.transaction((tx) => add(tx, 'a', 'b'))
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  const countOf = async (id: string) => {
    const { rows } = await sql<{ count: number }>`
      select count from counts where id = ${id}`.execute(database.sql)
    return rows[0]?.count
  }

  it('does not wait for a row that somebody else holds until it has to', async () => {
    const letGo = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const holding = database.transaction(async (tx) => {
      await set(tx, 'a', 1)
      held.resolve()
      await letGo.promise
    })
    await held.promise
    await database.transaction(async (tx) => {
      await set(tx, 'a', 2)
      await set(tx, 'b', 2)
      letGo.resolve()
    })
    await holding
    expect([await countOf('a'), await countOf('b')]).toEqual([2, 2])
  })

  it('fails as unavailable when its line is cut, and leaves nothing behind', async () => {
    const error = await database
      .transaction(async (tx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx.sql)
        await set(tx, 'a', 3)
        await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database.sql)
        await set(tx, 'b', 3)
      })
      .then(
        () => undefined,
        (failure: unknown) => failure,
      )
    expect(error).toSatisfy(isUnavailable)
    expect([await countOf('a'), await countOf('b')]).toEqual([2, 2])
  })
})
