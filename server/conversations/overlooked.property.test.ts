import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { customerForEmail } from '../customers/index.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { ProblemError } from '../problems.ts'
import { openConversation, takeConversation } from './actions.ts'
import { appendMessages, type Draft, type Outcome } from './append.ts'

interface Word {
  by: 'customer' | 'agent'
  /** How far back from the end its writer had seen; undefined where they do not say. */
  behind: number | undefined
}

/** A conversation as one would keep it by hand. */
class Ledger {
  readonly said: Array<Word['by']> = []
  agentRead = 0
  customerRead = 0
  #answered = 0

  seenOf({ behind }: Word, head = this.said.length): number | undefined {
    return behind === undefined ? undefined : Math.max(0, head - behind)
  }

  say(word: Word, seenSeq: number | undefined): void {
    const seen = seenSeq ?? this.said.length
    this.said.push(word.by)
    if (word.by === 'agent') {
      this.#answered = Math.max(this.#answered, seen)
      this.agentRead = this.#readBy('customer', Math.max(this.agentRead, seen))
    } else this.customerRead = this.#readBy('agent', Math.max(this.customerRead, seen))
  }

  /** The number of the first message that waits for an answer; 0 where none does. */
  get waiting(): number {
    return this.said.findIndex((by, index) => by === 'customer' && index + 1 > this.#answered) + 1
  }

  #readBy(others: Word['by'], seen: number): number {
    const unread = this.said.findIndex((by, index) => by === others && index + 1 > seen)
    return unread === -1 ? this.said.length : unread
  }
}

const words = fc.record({
  by: fc.constantFrom('customer' as const, 'agent' as const),
  behind: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
})
// Each batch is one transaction, as where many write at once.
const talks = fc.array(fc.array(words, { minLength: 1, maxLength: 5 }), {
  minLength: 1,
  maxLength: 6,
})

onBothDatabases('whatever is written in whatever order', (create) => {
  let on: TestDatabase
  let database: Database
  let ahead = 0
  beforeAll(async () => {
    on = await create()
    database = await on.open({ now: () => new Date(Date.now() + ahead) })
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  const begin = () =>
    database.transaction(async (tx) => {
      const { customer } = await customerForEmail(tx, { email: `${newId()}@x.test`, name: 'Mai' })
      const wanted = { channel: 'webchat', customer, visitorName: 'Mai', teamId: null } as const
      return (await openConversation(tx, wanted)).id
    })
  const draftOf = (conversationId: string, by: Word['by'], seenSeq: number | undefined): Draft => ({
    conversationId,
    author: { type: by, id: null, name: by },
    kind: 'text',
    visibility: 'public',
    content: 'Hello',
    clientMessageId: null,
    seenSeq,
  })
  const storedIn = (outcome: Outcome) => {
    if (outcome instanceof ProblemError) throw outcome
    return outcome.message
  }

  it('what nobody has seen stays unread, and waits from its first word', async () => {
    const property = fc.asyncProperty(talks, async (batches) => {
      const id = await begin()
      const ledger = new Ledger()
      const sentAt: string[] = []
      for (const batch of batches) {
        ahead += 10
        const head = ledger.said.length
        const seen = batch.map((word) => ledger.seenOf(word, head))
        const drafts = batch.map(({ by }, index) => draftOf(id, by, seen[index]))
        const outcomes = await database.transaction((tx) => appendMessages(tx, drafts))
        sentAt.push(...outcomes.map((outcome) => storedIn(outcome).sentAt))
        batch.forEach((word, index) => ledger.say(word, seen[index]))
        const row = await database.transaction((tx) => takeConversation(tx, id))
        expect(row).toMatchObject({
          headSeq: ledger.said.length,
          agentReadSeq: ledger.agentRead,
          customerReadSeq: ledger.customerRead,
          waitingSince: sentAt[ledger.waiting - 1] ?? null,
        })
      }
    })
    await fc.assert(property, { numRuns: 40 })
  })
})
