import { sql } from 'kysely'
import type { EraseOptions } from './erase.ts'
import { namesAny } from './mentions.ts'

const BATCH = 200

interface Kept {
  owner: string
  route: string
  key: string
  answer: string | null
}

/** Removes the answers that are kept for a day in case a request is sent again, where they name any of these ids. */
export async function eraseAnswers(
  { database, sealer }: Pick<EraseOptions, 'database' | 'sealer'>,
  ids: ReadonlySet<string>,
): Promise<void> {
  const tells = ({ route, answer }: Kept) =>
    namesAny(route + (answer === null ? '' : sealer.open(answer)), ids)
  for (let last: Kept | undefined; ;) {
    const after = last
      ? sql<boolean>`(owner, route, key) > (${last.owner}, ${last.route}, ${last.key})`
      : sql<boolean>`1 = 1`
    const rows: Kept[] = await database.sql
      .selectFrom('idempotencyKeys')
      .select(['owner', 'route', 'key', 'answer'])
      .where(after)
      .orderBy('owner')
      .orderBy('route')
      .orderBy('key')
      .limit(BATCH)
      .execute()
    for (const row of rows.filter(tells)) await forget(database, row)
    last = rows.at(-1)
    if (rows.length < BATCH) return
  }
}

const forget = (database: EraseOptions['database'], { owner, route, key }: Kept) =>
  database.sql
    .deleteFrom('idempotencyKeys')
    .where('owner', '=', owner)
    .where('route', '=', route)
    .where('key', '=', key)
    .execute()
