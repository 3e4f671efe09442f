import type { Sql } from '../db/transaction.ts'
import type { SignIn } from './signed-out.ts'

// Well below the number of parameters a statement may have.
const CHUNK = 500

type Ask = (sql: Sql, ids: string[]) => Promise<Array<{ id: string }>>

const goingOn: Record<SignIn['kind'], Ask> = {
  account: (sql, ids) =>
    sql.selectFrom('users').select('id').where('id', 'in', ids).where('isActive', '=', 1).execute(),
  login: (sql, ids) =>
    sql
      .selectFrom('loginSessions')
      .select('id')
      .where('id', 'in', ids)
      .where('endedAt', 'is', null)
      .execute(),
  'api-key': (sql, ids) => sql.selectFrom('apiKeys').select('id').where('id', 'in', ids).execute(),
}

/** Which of these sign-ins let nobody in any more. */
export async function endedSignIns(sql: Sql, signIns: readonly SignIn[]): Promise<SignIn[]> {
  const ended: SignIn[] = []
  for (const kind of ['account', 'login', 'api-key'] as const) {
    const ids = signIns.filter((each) => each.kind === kind).map(({ id }) => id)
    for (let from = 0; from < ids.length; from += CHUNK) {
      const some = ids.slice(from, from + CHUNK)
      const going = new Set((await goingOn[kind](sql, some)).map(({ id }) => id))
      for (const id of some) if (!going.has(id)) ended.push({ kind, id })
    }
  }
  return ended
}
