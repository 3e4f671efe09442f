import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer } from '../../tests/support/server.ts'
import { subscribe } from '../stream/index.ts'
import { GroupCommit } from './group-commit.ts'
import { laneAmong } from './lane.ts'
import { createDatabase, type Database } from './transaction.ts'

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
