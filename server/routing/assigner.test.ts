import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { onBothDatabases, onPostgres, type TestDatabase } from '../../tests/support/databases.ts'
import {
  appendMessages,
  assignConversation,
  openConversation,
  snoozeConversation,
  takeConversation,
  wakeConversation,
} from '../conversations/index.ts'
import { customerForEmail } from '../customers/index.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { JobRunner } from '../jobs/index.ts'
import { followerOf } from '../stream/index.ts'
import { Assigner } from './assigner.ts'
import { addConnection } from './connections.ts'
import { HAND_BACK, handBack } from './hand-back.ts'
import { ASSIGN_WAITING, updateRouting } from './settings.ts'

const fail = (error: unknown) => {
  throw error
}

async function agentIn(database: Database): Promise<string> {
  const now = database.clock.now().toISOString()
  const never = { language: null, capacity: null, lastAssignedAt: null }
  const flags = { isActive: 1, isPresent: 0, isIdle: 0 }
  const row = await database.sql
    .insertInto('users')
    .values({
      id: newId(),
      email: `${newId()}@x.test`,
      name: 'Linh',
      passwordHash: '',
      role: 'agent',
      availability: 'online',
      createdAt: now,
      updatedAt: now,
      ...flags,
      ...never,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

const chatIn = (database: Database) =>
  database.transaction(async (tx) => {
    const { customer } = await customerForEmail(tx, { email: `${newId()}@x.test`, name: 'Mai' })
    const wanted = { channel: 'webchat', customer, visitorName: 'Mai', teamId: null } as const
    return (await openConversation(tx, wanted)).id
  })

async function assigneeOf(database: Database, id: string): Promise<string | null> {
  const row = await database.transaction((tx) => takeConversation(tx, id))
  return row.assigneeId
}

onBothDatabases('what comes back to an agent who has left', (create) => {
  let on: TestDatabase
  let here: Database
  let agentId: string
  let chatId: string
  let died: Assigner
  beforeEach(async () => {
    on = await create()
    here = await on.open()
    agentId = await agentIn(here)
    chatId = await chatIn(here)
    await here.transaction((tx) => updateRouting(tx, { whenAway: 'hand_back' }))
    await here.transaction(async (tx) => {
      const by = { type: 'agent', id: agentId, name: 'Linh' } as const
      const chat = await takeConversation(tx, chatId)
      const taken = await assignConversation(tx, chat, { id: agentId, name: 'Linh' }, null)
      await snoozeConversation(tx, taken, null, by)
    })
    // A process that dies right after its commits: it never hears of them.
    died = new Assigner({ database: here, onError: fail })
  })
  afterEach(async () => {
    await died.stop()
    await here.close()
    await on.drop()
  })

  /** What another process does that finds the jobs. */
  const runJobs = () =>
    new JobRunner({
      database: here,
      handlers: { [HAND_BACK]: handBack(here), [ASSIGN_WAITING]: async () => {} },
      onError: fail,
    }).runDue()

  it.each([
    [
      'because its customer writes',
      () =>
        here.transaction((tx) =>
          appendMessages(tx, [
            {
              conversationId: chatId,
              author: { type: 'customer', id: null, name: 'Mai' },
              kind: 'text',
              visibility: 'public',
              content: 'I am back',
              clientMessageId: null,
            },
          ]),
        ),
    ],
    [
      'because its time has come',
      () =>
        here.transaction(async (tx) =>
          wakeConversation(tx, await takeConversation(tx, chatId), null),
        ),
    ],
  ])(
    '%s is handed back, whatever becomes of the process that brought it',
    async (_why, comeBack) => {
      await comeBack()
      await runJobs()
      expect(await assigneeOf(here, chatId)).toBeNull()
    },
  )

  it('stays theirs where they are there', async () => {
    await addConnection(here, { id: 'console', userId: agentId })
    await here.transaction(async (tx) =>
      wakeConversation(tx, await takeConversation(tx, chatId), null),
    )
    await runJobs()
    expect(await assigneeOf(here, chatId)).toBe(agentId)
  })
})

onPostgres('a conversation begun by a process that died of it', (create) => {
  it('is assigned by the others as soon as they read of it, without waiting for their sweep', async () => {
    const on = await create()
    const [dead, here] = [await on.open(), await on.open()]
    const agentId = await agentIn(here)
    await addConnection(here, { id: 'console', userId: agentId })
    await here.transaction((tx) => updateRouting(tx, { policy: 'least_busy' }))
    await followerOf(here).start({ signal: () => {}, onError: fail })
    const assigner = new Assigner({ database: here, onError: fail })
    vi.useFakeTimers({ toFake: ['setInterval'] })
    assigner.start()
    vi.useRealTimers()
    await assigner.run()
    const chatId = await chatIn(dead)
    await expect.poll(() => assigneeOf(here, chatId), { timeout: 15_000 }).toBe(agentId)
    await assigner.stop()
    followerOf(here).stop()
    await Promise.all([dead.close(), here.close()])
    await on.drop()
  })
})
