import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Dialect } from './dialect.ts'
import * as foundation from './migrations/20261122-foundation.ts'
import * as nothingLost from './migrations/20261123-nothing-lost.ts'
import * as composing from './migrations/20261126-composing.ts'
import * as crisp from './migrations/20261126-crisp.ts'
import * as crispProgress from './migrations/20261126-crisp-progress.ts'
import * as inboxWork from './migrations/20261126-inbox-work.ts'
import * as notifications from './migrations/20261126-notifications.ts'
import * as outgoing from './migrations/20261126-outgoing.ts'
import * as outgoingLinks from './migrations/20261126-outgoing-links.ts'
import * as reconciliation from './migrations/20261126-reconciliation.ts'
import * as largeLists from './migrations/20261127-large-lists.ts'
import * as remoteFiles from './migrations/20261127-remote-files.ts'
import * as analytics from './migrations/20261128-analytics.ts'
import * as cannedLists from './migrations/20261128-canned-lists.ts'
import * as crispReached from './migrations/20261128-crisp.ts'
import * as customer360 from './migrations/20261128-customer-360.ts'
import * as people from './migrations/20261128-people.ts'
import * as peopleLists from './migrations/20261128-people-lists.ts'
import * as peoplePairs from './migrations/20261128-people-pairs.ts'
import * as search from './migrations/20261128-search.ts'
import * as companyVersions from './migrations/20261129-c360.ts'
import * as companyPeople from './migrations/20261129-c360-people.ts'
import * as notificationLog from './migrations/20261129-notification-log.ts'
import * as peopleForgotten from './migrations/20261129-people.ts'
import * as importRepeated from './migrations/20261129-people-repeated.ts'
import * as reports from './migrations/20261129-reports.ts'
import * as searchKinds from './migrations/20261129-search.ts'
import * as openOfCustomer from './migrations/20261130-c360.ts'
import * as importTags from './migrations/20261130-people.ts'
import * as companySettling from './migrations/20261130-people-settling.ts'
import * as duplicatesSwept from './migrations/20261130-people-swept.ts'
import * as notificationSubjects from './migrations/20261201-notifications.ts'
import * as tasks from './migrations/20261202-tasks.ts'
import * as proactive from './migrations/20261203-proactive.ts'
import * as deals from './migrations/20261204-deals.ts'
import * as factsRetold from './migrations/20261206-facts-retold.ts'
import * as teamHours from './migrations/20261207-team-hours.ts'

/** A migration writes for both dialects; the types of today's schema do not reach it. */
export interface SchemaStep {
  up(sql: Kysely<unknown>, dialect: Dialect): Promise<void>
}

const steps: Record<string, SchemaStep> = {
  '20261122-foundation': foundation,
  '20261123-nothing-lost': nothingLost,
  '20261126-composing': composing,
  '20261126-crisp': crisp,
  '20261126-crisp-progress': crispProgress,
  '20261126-inbox-work': inboxWork,
  '20261126-notifications': notifications,
  '20261126-outgoing': outgoing,
  '20261126-outgoing-links': outgoingLinks,
  '20261126-reconciliation': reconciliation,
  '20261127-large-lists': largeLists,
  '20261127-remote-files': remoteFiles,
  '20261128-analytics': analytics,
  '20261128-canned-lists': cannedLists,
  '20261128-crisp': crispReached,
  '20261128-customer-360': customer360,
  '20261128-people': people,
  '20261128-people-lists': peopleLists,
  '20261128-people-pairs': peoplePairs,
  '20261128-search': search,
  '20261129-c360': companyVersions,
  '20261129-c360-people': companyPeople,
  '20261129-notification-log': notificationLog,
  '20261129-people': peopleForgotten,
  '20261129-people-repeated': importRepeated,
  '20261129-reports': reports,
  '20261129-search': searchKinds,
  '20261130-c360': openOfCustomer,
  '20261130-people': importTags,
  '20261130-people-settling': companySettling,
  '20261130-people-swept': duplicatesSwept,
  '20261201-notifications': notificationSubjects,
  '20261202-tasks': tasks,
  '20261203-proactive': proactive,
  '20261204-deals': deals,
  '20261206-facts-retold': factsRetold,
  '20261207-team-hours': teamHours,
}

function migratorOf<T>(sql: Kysely<T>, dialect: Dialect): Migrator {
  const migrations: Record<string, Migration> = {}
  for (const [name, step] of Object.entries(steps)) {
    migrations[name] = { up: (db) => step.up(db, dialect) }
  }
  return new Migrator({
    db: sql.withoutPlugins(),
    provider: { getMigrations: () => Promise.resolve(migrations) },
  })
}

/** Runs what has not run yet, each step once, in order; throws the first failure. */
export async function migrate<T>(sql: Kysely<T>, dialect: Dialect): Promise<void> {
  const { error } = await migratorOf(sql, dialect).migrateToLatest()
  if (error) throw error
}

/** The names of the steps that have not run yet. */
export async function pendingSteps<T>(sql: Kysely<T>, dialect: Dialect): Promise<string[]> {
  const all = await migratorOf(sql, dialect).getMigrations()
  return all.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name)
}
