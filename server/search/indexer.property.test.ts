import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, onSqlite, type TestDatabase } from '../../tests/support/databases.ts'
import { systemClock } from '../clock.ts'
import {
  appendMessages,
  lockConversation,
  openConversation,
  removeMessage,
} from '../conversations/index.ts'
import { customerForEmail, type CustomerRow } from '../customers/index.ts'
import { findDocuments } from '../db/full-text.ts'
import { openSearchFile } from '../db/open.ts'
import { searchPathOf } from '../db/search-file.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { ProblemError } from '../problems.ts'
import { append } from '../stream/index.ts'
import { createIndexer, indexAll, indexSome } from './indexer.ts'

const WORDS = 5

/** What happens to what is stored and to whoever indexes it, in any order. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('say' as const), word: fc.nat(WORDS - 1) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('remove' as const), which: fc.nat(50) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('index' as const) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('die' as const) }) },
)

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

class Death extends Error {}

/** The database, and where its words are written. */
interface Opened {
  database: Database
  words: Database
}

async function opened(on: TestDatabase): Promise<Opened> {
  const database = await on.open()
  const { file } = database
  return { database, words: file === null ? database : openSearchFile(file, systemClock) }
}

async function close({ database, words }: Opened): Promise<void> {
  if (words !== database) await words.close()
  await database.close()
}

onBothDatabases('an index', (create) => {
  let on: TestDatabase
  beforeAll(async () => {
    on = await create()
  })
  afterAll(() => on.drop())

  it('has every message there is once and nothing else, whoever dies while it is made', async () => {
    let runs = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        // Words of its own, beside those of the runs before.
        const wordOf = (number: number) => `run${runs}word${number}`
        runs += 1
        const story = await begun(on)
        for (const each of steps) await take(story, each, wordOf)
        await indexAll(story.open.words)
        for (let number = 0; number < WORDS; number++) {
          const found = await targetsOf(story.open.words, wordOf(number))
          const wanted = [...story.there].filter(([, said]) => said === wordOf(number))
          expect(found.toSorted()).toEqual(wanted.map(([id]) => id).toSorted())
        }
        await close(story.open)
      }),
      { numRuns: 10 },
    )
  })
})

onBothDatabases('words of somebody who is erased', (create) => {
  it('are not put back by what was said just before', async () => {
    const on = await create()
    const open = await opened(on)
    const chat = await startedChat(open.database)
    await indexAll(open.words)
    await say(open.database, chat, 'tarsier')
    await tellErased(open.database, chat)
    await indexAll(open.words)
    expect(await targetsOf(open.words, 'tarsier')).toEqual([])
    await close(open)
    await on.drop()
  })
})

onSqlite('the file of the words of somebody who is erased', (create) => {
  let on: TestDatabase
  let open: Opened
  beforeAll(async () => {
    on = await create()
    open = await opened(on)
  })
  afterAll(async () => {
    await close(open)
    await on.drop()
  })
  const stored = () =>
    ['', '-wal'].map((end) =>
      readFileSync(searchPathOf(open.database.file ?? '') + end, 'latin1').includes('tarsier'),
    )
  async function erased() {
    const chat = await startedChat(open.database)
    await say(open.database, chat, 'tarsier')
    await indexAll(open.words)
    expect(stored()).toContain(true)
    await tellErased(open.database, chat)
  }

  it('has none of them when somebody indexed all there is', async () => {
    await erased()
    await indexAll(open.words)
    expect(stored()).toEqual([false, false])
  })

  it('has none of them when whoever took them away died before the file was written anew', async () => {
    await erased()
    await open.words.transaction(indexSome)
    await close(open)
    open = await opened(on)
    expect(stored()).toContain(true)
    const errors: unknown[] = []
    await createIndexer({ database: open.words, onError: (error) => errors.push(error) }).run()
    expect([stored(), errors]).toEqual([[false, false], []])
  })
})

interface Story {
  on: TestDatabase
  open: Opened
  chat: string
  /** The messages that were not taken back, and what they say. */
  there: Map<string, string>
}

async function begun(on: TestDatabase): Promise<Story> {
  const open = await opened(on)
  return { on, open, chat: await startedChat(open.database), there: new Map() }
}

async function take(story: Story, each: Step, wordOf: (number: number) => string): Promise<void> {
  const { open, chat, there } = story
  switch (each.does) {
    case 'say':
      there.set(await say(open.database, chat, wordOf(each.word)), wordOf(each.word))
      break
    case 'remove': {
      const id = [...there.keys()].at(each.which % Math.max(1, there.size))
      if (id !== undefined) await remove(open.database, chat, id)
      there.delete(id ?? '')
      break
    }
    case 'index':
      await open.words.transaction(indexSome)
      break
    case 'die':
      await dieAtTheEnd(open.words)
      await close(open)
      story.open = await opened(story.on)
      break
  }
}

/** Everything is done but the commit. */
const dieAtTheEnd = (words: Database) =>
  expect(
    words.transaction(async (tx) => {
      await indexSome(tx)
      throw new Death()
    }),
  ).rejects.toThrow(Death)

const tellErased = (database: Database, conversationId: string): Promise<void> =>
  database.transaction(async (tx) => {
    const body = { ids: [], conversationIds: [conversationId], ticketIds: [] }
    append(tx, { kind: 'customer.erased', refs: {}, body })
  })

const startedChat = (database: Database): Promise<string> =>
  database.transaction(async (tx) => {
    const visitor = { email: 'mai@x.test', name: 'Mai' }
    const { customer }: { customer: CustomerRow } = await customerForEmail(tx, visitor)
    const row = await openConversation(tx, { channel: 'webchat', customer, visitorName: 'Mai' })
    return row.id
  })

const say = (database: Database, conversationId: string, content: string): Promise<string> =>
  database.transaction(async (tx) => {
    const author = { type: 'customer' as const, id: null, name: 'Mai' }
    const draft = { kind: 'text', visibility: 'public', clientMessageId: null } as const
    const [outcome] = await appendMessages(tx, [{ conversationId, author, content, ...draft }])
    if (!outcome || outcome instanceof ProblemError) throw outcome ?? new Error('not stored')
    return outcome.message.id
  })

const remove = (database: Database, conversationId: string, id: string): Promise<void> =>
  database.transaction(async (tx: Tx) => {
    const row = await lockConversation(tx, conversationId)
    if (row) await removeMessage(tx, row, id)
  })

async function targetsOf({ sql, dialect }: Database, word: string): Promise<string[]> {
  const numbers = await findDocuments(sql, dialect, 'search_messages', {
    wanted: { all: [[{ tokens: [word], isPrefix: false }]], none: [] },
    below: Number.MAX_SAFE_INTEGER,
    from: Number.MIN_SAFE_INTEGER,
    limit: 1_000,
  })
  const rows = await sql.selectFrom('searchMessages').selectAll().execute()
  return rows.flatMap(({ id, targetId }) => (numbers.includes(id) ? [targetId] : []))
}
