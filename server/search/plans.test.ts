import { type RawNode, sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { systemClock } from '../clock.ts'
import { numberFor } from '../db/document-number.ts'
import { findDocuments, putDocuments, type Wanted } from '../db/full-text.ts'
import { openSearchFile } from '../db/open.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { newId } from '../ids.ts'

const ROWS = 4_000
const phrase = (text: string, isPrefix = false) => [{ tokens: text.split(' '), isPrefix }]
const everything = { below: Number.MAX_SAFE_INTEGER, from: Number.MIN_SAFE_INTEGER }

const asked: Array<[name: string, wanted: Wanted]> = [
  ['a common word', { all: [phrase('common')], none: [] }],
  ['a rare word', { all: [phrase('rare')], none: [] }],
  ['a beginning', { all: [phrase('com', true)], none: [] }],
  ['two words, one of them not', { all: [phrase('common')], none: phrase('rare') }],
  ['a phrase', { all: [phrase('common words')], none: [] }],
]

onBothDatabases('the plans of searches', (create) => {
  let on: TestDatabase
  let database: Database
  let words: Database
  beforeAll(async () => {
    on = await create()
    database = await on.open()
    words = database.file === null ? database : openSearchFile(database.file, systemClock)
    const begun = Date.UTC(2026, 0, 1)
    const documents = Array.from({ length: ROWS }, (_, index) => {
      const targetId = newId()
      const tokens = ['common', 'words', ...(index % 400 === 0 ? ['rare'] : [])]
      return { id: numberFor(begun + index * 60_000, targetId), targetId, tokens }
    })
    await putDocuments(words.sql, words.dialect, 'search_messages', documents)
    if (words.dialect === 'postgres') await sql`analyze`.execute(words.sql)
  })
  afterAll(async () => {
    if (words !== database) await words.close()
    await database.close()
    await on.drop()
  })

  it.each(asked)('read no whole table: %s', async (_name, wanted) => {
    const { plans, found } = await explained(words, (db) =>
      findDocuments(db, words.dialect, 'search_messages', { wanted, ...everything, limit: 60 }),
    )
    expect(found).toEqual(found.toSorted((a, b) => b - a))
    const index =
      words.dialect === 'sqlite'
        ? /VIRTUAL TABLE INDEX/
        : /Bitmap Index Scan on search_messages_words|search_messages_pkey/
    for (const plan of plans) {
      expect(plan).toMatch(index)
      expect(plan).not.toMatch(/Seq Scan|TEMP B-TREE/)
    }
  })
})

/** Runs a read, and says how the database did each statement of it. */
const explained = <T>(
  database: Database,
  read: (db: Sql) => Promise<T>,
): Promise<{ plans: string[]; found: T }> =>
  database.transaction(async ({ sql: db }) => {
    const { dialect } = database
    // A table of a test is small enough to be read whole: ask what the indexes make possible.
    if (dialect === 'postgres') await sql`set local enable_seqscan = off`.execute(db)
    return explainedIn(db, dialect, read)
  })

async function explainedIn<T>(
  db: Sql,
  dialect: Database['dialect'],
  read: (db: Sql) => Promise<T>,
): Promise<{ plans: string[]; found: T }> {
  const nodes: RawNode[] = []
  const found = await read(
    db.withPlugin({
      transformQuery({ node }) {
        if (node.kind === 'RawNode') nodes.push(node)
        return node
      },
      transformResult: ({ result }) => Promise.resolve(result),
    }),
  )
  const plans: string[] = []
  for (const node of nodes) plans.push(await planOf(db, explainOf(node, dialect)))
  expect(plans).not.toEqual([])
  return { plans, found }
}

const explainOf = (node: RawNode, dialect: Database['dialect']): RawNode => {
  const [first = '', ...rest] = node.sqlFragments
  const explain = dialect === 'sqlite' ? 'explain query plan' : 'explain'
  return { ...node, sqlFragments: [`${explain} ${first}`, ...rest] }
}

async function planOf(db: Sql, node: RawNode): Promise<string> {
  const instead = db.withPlugin({
    transformQuery: () => node,
    transformResult: ({ result }) => Promise.resolve(result),
  })
  const { rows } = await sql<object>`select 1`.execute(instead)
  return rows.map((row) => Object.values(row).join(' ')).join('\n')
}
