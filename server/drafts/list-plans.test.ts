import { ExplainNode, type KyselyPlugin, sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { draftsOf } from './queries.ts'

/** Explains every statement instead of running it. */
function explaining(dialect: Database['dialect'], plans: string[]): KyselyPlugin {
  const options = dialect === 'sqlite' ? sql`query plan`.toOperationNode() : undefined
  return {
    transformQuery: ({ node }) =>
      node.kind === 'SelectQueryNode'
        ? { ...node, explain: ExplainNode.create(undefined, options) }
        : node,
    async transformResult({ result }) {
      plans.push(result.rows.map((row) => Object.values(row).join(' ')).join('\n'))
      return { ...result, rows: [{}] }
    },
  }
}

onBothDatabases('the plan of an agent’s drafts', (create) => {
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

  it('reads that agent’s only', async () => {
    const plans: string[] = []
    await database.transaction(async (tx) => {
      // A table of a test is small enough to be read whole: ask what its keys make possible.
      if (database.dialect === 'postgres') await sql`set local enable_seqscan = off`.execute(tx.sql)
      await draftsOf(tx.sql.withPlugin(explaining(database.dialect, plans)), newId())
    })
    expect(plans).toHaveLength(1)
    // The primary key; SQLite gives it no better name.
    expect(plans[0]).toMatch(/SEARCH drafts USING INDEX \w*drafts_1 \(agent_id=|drafts_pkey/)
    expect(plans[0]).not.toMatch(/Seq Scan|SCAN drafts/)
  })
})
