import { ExplainNode, type KyselyPlugin, sql } from 'kysely'
import { expect } from 'vitest'
import type { Database, Sql } from '../../server/db/transaction.ts'

const WAYS = ['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'sort', 'incremental_sort']

/** Explains every statement instead of running it. */
function explaining(dialect: Database['dialect'], plans: string[]): KyselyPlugin {
  const options = dialect === 'sqlite' ? sql`query plan`.toOperationNode() : undefined
  return {
    transformQuery: ({ node }) =>
      node.kind === 'SelectQueryNode' || node.kind === 'DeleteQueryNode'
        ? { ...node, explain: ExplainNode.create(undefined, options) }
        : node,
    async transformResult({ result }) {
      plans.push(result.rows.map((row) => Object.values(row).join(' ')).join('\n'))
      return { ...result, rows: [{}] }
    },
  }
}

/** How the database would do each statement of a read, its tables being as large as they are. */
export async function plansNow(
  { sql: db, dialect }: Database,
  read: (db: Sql) => Promise<unknown>,
): Promise<string[]> {
  const plans: string[] = []
  await read(db.withPlugin(explaining(dialect, plans)))
  expect(plans).not.toEqual([])
  return plans
}

/** How the database would do each statement of a read if its tables were large. */
export async function plansOf(
  database: Database,
  read: (db: Sql) => Promise<unknown>,
): Promise<string[]> {
  const plans: string[] = []
  await database.transaction(async (tx) => {
    if (database.dialect === 'postgres') {
      // Tables of a test are small enough to be read or sorted whole: ask what the indexes make possible.
      for (const way of WAYS) await sql`set local ${sql.raw(`enable_${way}`)} = off`.execute(tx.sql)
    }
    await read(tx.sql.withPlugin(explaining(database.dialect, plans)))
  })
  expect(plans).not.toEqual([])
  return plans
}
