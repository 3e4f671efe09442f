import { sql as raw } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer } from '../../tests/support/server.ts'
import { subscribe } from '../stream/index.ts'
import { GroupCommit } from './group-commit.ts'
import { laneAmong } from './lane.ts'
import { createDatabase, type Database, partsOf, type Tx } from './transaction.ts'

onBothDatabases('what follows a commit', (create) => {
  let on: TestDatabase
  let opened: Database
  let database: Database
  let reported: unknown[]
  beforeAll(async () => {
    on = await create()
    opened = await on.open()
    reported = []
    const among = laneAmong(opened.sql)
    database = createDatabase({
      ...opened,
      reads: among,
      searches: among,
      reports: among,
      onHookError: (error) => reported.push(error),
    })
  })
  afterAll(async () => {
    await opened.close()
    await on.drop()
  })
  const fault = new Error('a fault of the hook')
  const fail = () => {
    throw fault
  }

  it('cannot fail the work any more: it is reported and the other hooks run', async () => {
    reported.length = 0
    const ran: string[] = []
    const done = await database.transaction(async (tx) => {
      tx.afterCommit(fail)
      tx.afterCommit(() => void ran.push('the next one'))
      return 'done'
    })
    expect({ done, ran, reported }).toEqual({
      done: 'done',
      ran: ['the next one'],
      reported: [fault],
    })
  })

  it('does not make a group commit do again what is stored', async () => {
    reported.length = 0
    const runs: number[][] = []
    const group = new GroupCommit<number, number>({
      database,
      run: async (tx, items) => {
        runs.push(items)
        tx.afterCommit(fail)
        return items
      },
      observe: fail,
    })
    expect(await Promise.all([1, 2, 3].map((item) => group.submit(item)))).toEqual([1, 2, 3])
    expect(runs).toEqual([[1, 2, 3]])
    expect(reported).toEqual([fault, fault])
  })

  it('tells every subscriber of a message, though one of them throws', async () => {
    const server = await startServer(on)
    const heard: string[] = []
    const stops = [
      subscribe(server.database, fail),
      subscribe(server.database, (events) => void heard.push(...events.map(({ kind }) => kind))),
    ]
    const socket = await server.socket('/chat')
    const { sessionId } = await socket.ask('startChat', {
      customerEmail: 'mai@x.test',
      customerName: 'Mai',
    })
    const message = { sessionId, content: 'hello', senderType: 'customer' }
    expect(await socket.ask('sendMessage', message)).toMatchObject({ success: true })
    expect(heard.filter((kind) => kind === 'message.added')).toHaveLength(1)
    for (const stop of stops) stop()
    await server.stop()
  })

  it('is not done again when it may be on disk although its answer was lost', async () => {
    const lost = Object.assign(new Error('the line was cut'), { code: 'ECONNRESET' })
    const onBadLine: Database = {
      ...opened,
      async transaction(work) {
        await opened.transaction(work)
        throw lost
      },
    }
    const ran: number[] = []
    const group = new GroupCommit({
      database: onBadLine,
      run: async (_tx, items: number[]) => {
        ran.push(...items)
        return items
      },
    })
    const answers = await Promise.allSettled([1, 2, 3].map((item) => group.submit(item)))
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(ran).toEqual([1, 2, 3])
  })
})

onBothDatabases('the parts of a transaction', (create) => {
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
  const add = (tx: Tx, key: string) =>
    tx.sql
      .insertInto('idempotencyKeys')
      .values({
        owner: 'me',
        route: 'parts',
        key,
        bodyHash: '',
        statusCode: null,
        answer: null,
        createdAt: tx.now,
      })
      .execute()
  const kept = async (...among: string[]) =>
    (
      await database.sql
        .selectFrom('idempotencyKeys')
        .select('key')
        .where('key', 'in', among)
        .orderBy('key')
        .execute()
    ).map(({ key }) => key)
  const fault = new Error('refused')

  it('leave nothing behind when they fail, neither rows nor hooks, and do not keep others from theirs', async () => {
    const ran: string[] = []
    const tell = (tx: Tx, name: string) => {
      tx.beforeCommit(async () => {
        ran.push(`before ${name}`)
        tx.afterCommit(() => void ran.push(`on disk ${name}`))
      })
      tx.afterCommit(() => void ran.push(`after ${name}`))
    }
    const outcomes = await database.transaction(async (whole) => {
      const parts = partsOf(whole)
      // All at once, as they may be begun.
      return Promise.allSettled([
        parts.transaction(async (tx) => {
          await add(tx, 'a1')
          tell(tx, 'a1')
        }),
        parts.transaction(async (tx) => {
          await add(tx, 'a2')
          tell(tx, 'a2')
          throw fault
        }),
        // A fault of the database itself: Postgres refuses all that follows it in its transaction.
        parts.transaction(async (tx) => {
          await add(tx, 'a3')
          await add(tx, 'a3')
        }),
        parts.transaction(async (tx) => {
          await add(tx, 'a4')
          tell(tx, 'a4')
        }),
      ])
    })
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ])
    expect(await kept('a1', 'a2', 'a3', 'a4')).toEqual(['a1', 'a4'])
    expect(ran).toEqual([
      'before a1',
      'before a4',
      'after a1',
      'after a4',
      'on disk a1',
      'on disk a4',
    ])
  })

  it('may have parts of their own', async () => {
    await database.transaction((whole) =>
      partsOf(whole).transaction(async (outer) => {
        await add(outer, 'b1')
        const inner = partsOf(outer)
        await inner.transaction((tx) => add(tx, 'b2'))
        await expect(
          inner.transaction(async (tx) => {
            await add(tx, 'b3')
            throw fault
          }),
        ).rejects.toBe(fault)
      }),
    )
    expect(await kept('b1', 'b2', 'b3')).toEqual(['b1', 'b2'])
  })

  it('are all lost with a part that takes the whole transaction with it, and none is done for itself after it', async () => {
    const whole = database.transaction(async (tx) => {
      const parts = partsOf(tx)
      await parts.transaction(async (part) => {
        await add(part, 'c1')
        part.beforeCommit(async () => void (await add(part, 'c0')))
      })
      const ended = parts.transaction(async (part) => {
        await add(part, 'c2')
        // What SQLite does by itself when its disk is full.
        await raw`rollback`.execute(part.sql)
        throw fault
      })
      await expect(ended).rejects.toBe(fault)
      await expect(parts.transaction((part) => add(part, 'c3'))).rejects.toBe(fault)
      return 'done'
    })
    await expect(whole).rejects.toBe(fault)
    expect(await kept('c0', 'c1', 'c2', 'c3')).toEqual([])
  })
})
