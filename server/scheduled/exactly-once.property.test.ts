import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import {
  appendMessages,
  closeConversation,
  openConversation,
  reopenConversation,
  takeConversation,
} from '../conversations/index.ts'
import { customerForEmail } from '../customers/index.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { JobRunner } from '../jobs/index.ts'
import { ProblemError } from '../problems.ts'
import { cancelScheduled, reschedule, scheduleReply, SEND_SCHEDULED } from './actions.ts'
import { holdAnswered } from './answered.ts'
import { sendNow, sendWhenDue } from './due.ts'

const at = fc.nat({ max: 5 })
const seconds = fc.integer({ min: -5, max: 30 })
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('schedule'), at, seconds }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edit'), at, seconds }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rewrite'), at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel'), at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('now'), at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('customer') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('close', 'reopen') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait'), seconds }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('run') }) },
  // The job ran and the process died before it could say so: it runs again, here and elsewhere at once.
  { weight: 2, arbitrary: fc.record({ do: fc.constant('twice'), at }) },
)
type Step = { do: string; at?: number; seconds?: number }

onBothDatabases('scheduled replies, whatever happens', (create) => {
  let on: TestDatabase
  let here: Database
  let there: Database
  let author: { id: string; name: string }
  let ahead = 0
  let stopHolding: () => void
  const clock = { now: () => new Date(Date.now() + ahead) }
  const inSeconds = (count: number) => new Date(clock.now().getTime() + count * 1_000).toISOString()

  beforeAll(async () => {
    on = await create()
    here = await on.open(clock)
    // One process alone serves SQLite.
    there = here.dialect === 'sqlite' ? here : await on.open(clock)
    stopHolding = holdAnswered(here, (error) => {
      throw error
    })
    const now = clock.now().toISOString()
    author = await here.sql
      .insertInto('users')
      .values({
        id: newId(),
        email: 'linh@x.test',
        name: 'Linh',
        passwordHash: '',
        role: 'agent',
        isActive: 1,
        language: null,
        availability: 'online',
        isPresent: 0,
        isIdle: 0,
        capacity: null,
        lastAssignedAt: null,
        createdAt: now,
        updatedAt: now,
      })
      .returning(['id', 'name'])
      .executeTakeFirstOrThrow()
  })
  afterAll(async () => {
    stopHolding()
    if (there !== here) await there.close()
    await here.close()
    await on.drop()
  })

  const openChat = () =>
    here.transaction(async (tx) => {
      const { customer } = await customerForEmail(tx, { email: `${newId()}@x.test`, name: 'Mai' })
      const row = await openConversation(tx, { channel: 'webchat', customer, visitorName: 'Mai' })
      return { id: row.id, customer }
    })

  const runJobs = async (database: Database) => {
    const errors: unknown[] = []
    const handlers = { [SEND_SCHEDULED]: sendWhenDue(database) }
    await new JobRunner({ database, handlers, onError: (error) => errors.push(error) }).runDue()
    expect(errors).toEqual([])
  }

  /** A conversation with what was scheduled in it, and what an agent last wanted each to say. */
  class Story {
    readonly ids: string[] = []
    readonly texts = new Map<string, string>()
    readonly #chat: Awaited<ReturnType<typeof openChat>>
    constructor(chat: Awaited<ReturnType<typeof openChat>>) {
      this.#chat = chat
    }

    get id() {
      return this.#chat.id
    }

    async #schedule(index: number, count: number) {
      const content = `reply ${index}`
      const clientMessageId = `key ${index}`
      const hold =
        index % 2 === 0
          ? { at: inSeconds(count), stopsOnReply: index % 4 === 0 }
          : { seconds: Math.max(1, count) }
      const letter = { conversationId: this.id, content, clientMessageId, hold }
      const { id } = await scheduleReply(here, letter, author)
      if (this.ids.includes(id)) return
      this.ids.push(id)
      this.texts.set(id, content)
    }

    async #customerWrites() {
      const { id: conversationId, customer } = this.#chat
      const by = { type: 'customer' as const, id: customer.id, name: 'Mai' }
      const draft = { conversationId, author: by, kind: 'text', visibility: 'public' } as const
      await here.transaction((tx) =>
        appendMessages(tx, [{ ...draft, content: 'hello', clientMessageId: null }]),
      )
    }

    async perform({ do: what, at: index = 0, seconds: count = 0 }: Step) {
      const id = this.ids[index % Math.max(1, this.ids.length)]
      if (what === 'schedule') await this.#schedule(index, count)
      else if (what === 'customer') await this.#customerWrites()
      else if (what === 'wait') ahead += Math.max(0, count) * 1_000
      else if (what === 'run') await Promise.all([runJobs(here), runJobs(there)])
      else if (what === 'close' || what === 'reopen') await this.#turn(what)
      else if (id !== undefined) await this.#decide(what, id, count)
    }

    #turn(what: string) {
      const change = what === 'close' ? closeConversation : reopenConversation
      return here.transaction(async (tx) => change(tx, await takeConversation(tx, this.id), null))
    }

    async #decide(what: string, id: string, count: number) {
      if (what === 'edit') await reschedule(here, id, { at: inSeconds(count) }, author)
      if (what === 'cancel') await cancelScheduled(here, id)
      if (what === 'now') await sendNow(here, id, author)
      if (what === 'rewrite') {
        const content = `rewritten ${id}`
        await reschedule(here, id, { content }, author)
        this.texts.set(id, content)
      }
      if (what === 'twice') {
        const send = [here, there, here].map((database) => sendWhenDue(database)({ id }, RUN))
        await Promise.all(send)
      }
    }
  }
  const RUN = { attempts: 1 }

  async function judge(story: Story) {
    const { sql } = here
    const rows = await sql
      .selectFrom('scheduledMessages')
      .selectAll()
      .where('conversationId', '=', story.id)
      .execute()
    const stored = await sql
      .selectFrom('messages')
      .select(['clientMessageId', 'content'])
      .where('conversationId', '=', story.id)
      .where('clientMessageId', 'like', 'key %')
      .execute()
    const textsOf = (key: string) =>
      stored.filter(({ clientMessageId }) => clientMessageId === key).map(({ content }) => content)
    return {
      lost: story.ids.length - rows.length,
      waiting: rows.filter(({ state }) => state === 'waiting'),
      heldWithoutReason: rows.filter(
        ({ state, heldBecause, stopsOnReply }) =>
          state === 'held' &&
          (heldBecause === null || (heldBecause === 'customer_wrote' && stopsOnReply === 0)),
      ),
      wrong: rows.filter(({ id, state, clientMessageId }) => {
        const wanted = state === 'sent' ? [story.texts.get(id)] : []
        return !isDeepStrictEqual(textsOf(clientMessageId), wanted)
      }),
    }
  }

  it('are sent once unless cancelled or kept back, and never twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
        const story = new Story(await openChat())
        for (const what of steps)
          await story.perform(what).catch((error: unknown) => {
            // What an agent is refused is no fault.
            if (!(error instanceof ProblemError)) throw error
          })
        ahead += 3_600_000
        await runJobs(here)
        const none = { lost: 0, waiting: [], heldWithoutReason: [], wrong: [] }
        expect(await judge(story)).toEqual(none)
      }),
      { numRuns: 40, endOnFailure: true },
    )
  }, 120_000)
})
