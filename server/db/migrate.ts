import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Dialect } from './dialect.ts'
import * as foundation from './migrations/20261122-foundation.ts'

/** A migration writes for both dialects; the types of today's schema do not reach it. */
export interface SchemaStep {
  up(sql: Kysely<unknown>, dialect: Dialect): Promise<void>
}

const steps: Record<string, SchemaStep> = { '20261122-foundation': foundation }

/** Runs what has not run yet, each step once, in order; throws the first failure. */
export async function migrate<T>(sql: Kysely<T>, dialect: Dialect): Promise<void> {
  const migrations: Record<string, Migration> = {}
  for (const [name, step] of Object.entries(steps)) {
    migrations[name] = { up: (db) => step.up(db, dialect) }
  }
  const migrator = new Migrator({
    db: sql.withoutPlugins(),
    provider: { getMigrations: () => Promise.resolve(migrations) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
