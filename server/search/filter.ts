import { DateTime } from 'luxon'
import { type Expression, type RawBuilder, sql as expression, type SqlBool } from 'kysely'
import { numberAt } from '../db/document-number.ts'
import type { Phrase } from '../db/full-text.ts'
import type { Sql } from '../db/transaction.ts'
import type { Query, Standing } from './query.ts'
import type { Kind } from './table.ts'
import { facets, tokensOf } from './tokens.ts'

/** Who asks, when, and where days begin. */
export interface Asking {
  userId: string
  now: Date
  zone: string
}

/** What a query says besides words, in what the tables have. */
export interface Filter {
  /** Documents have at least one phrase of each. */
  facets: Phrase[][]
  /** Numbers of documents: `from` on and below `below`. */
  below: number
  from: number
  /** Conversations have all of these tags; a tag that is none is null. */
  tags: Array<string | null>
  /** Who may have it, null for nobody; undefined for anybody. */
  holders: Array<string | null> | undefined
  standing: Standing[]
  unknown: string[]
}

/** Looks up what a query names. */
export async function resolveFilter(sql: Sql, query: Query, asking: Asking): Promise<Filter> {
  const unknown: string[] = []
  const tags = await tagsOf(sql, query.tags, unknown)
  const holders = await holdersOf(sql, query.assignees, { asking, unknown })
  const standing = [...query.is]
  return {
    facets: [
      ...(query.from.length === 0 ? [] : [query.from.map((name) => authorOf(name, asking))]),
      ...(query.is.has('note') ? [[facet(facets.note)]] : []),
      ...(query.is.has('file') ? [[facet(facets.file)]] : []),
    ],
    below: Math.min(Infinity, ...query.before.map((day) => numberAt(beginningOf(day, asking)))),
    from: Math.max(-Infinity, ...query.after.map((day) => numberAt(beginningOf(day, asking)))),
    tags,
    holders,
    standing,
    unknown,
  }
}

const facet = (token: string): Phrase => ({ tokens: [token], isPrefix: false })

const AUTHOR_TYPES: readonly string[] = ['customer', 'agent', 'bot']

function authorOf(name: string, { userId }: Asking): Phrase {
  const word = name.toLowerCase()
  if (AUTHOR_TYPES.includes(word)) return facet(facets.authorType(word))
  if (word === 'me') return facet(facets.authorId(userId))
  return { tokens: facets.authorName(name), isPrefix: true }
}

async function tagsOf(sql: Sql, names: readonly string[], unknown: string[]) {
  if (names.length === 0) return []
  const known = await sql.selectFrom('tags').select(['id', 'name']).execute()
  return names.map((name) => {
    const wanted = tokensOf(name).join(' ')
    const found = known.find((tag) => tokensOf(tag.name).join(' ') === wanted)
    if (!found) unknown.push(`tag:${name}`)
    return found?.id ?? null
  })
}

async function holdersOf(
  sql: Sql,
  names: readonly string[],
  { asking, unknown }: { asking: Asking; unknown: string[] },
): Promise<Filter['holders']> {
  if (names.length === 0) return undefined
  const agents = await sql
    .selectFrom('users')
    .select(['id', 'name'])
    .where('role', '!=', 'customer')
    .execute()
  return names.flatMap((name) => {
    if (name.toLowerCase() === 'me') return [asking.userId]
    if (name.toLowerCase() === 'none') return [null]
    const wanted = tokensOf(name)
    const found = agents.filter((agent) => {
      const words = tokensOf(agent.name)
      return wanted.every((token) => words.some((word) => word.startsWith(token)))
    })
    if (found.length === 0) unknown.push(`to:${name}`)
    return found.map(({ id }) => id)
  })
}

/** The first moment of a day, a month or a year. */
function beginningOf(day: string, { now, zone }: Asking): number {
  const known = DateTime.local({ zone }).isValid ? zone : 'utc'
  const today = DateTime.fromJSDate(now, { zone: known }).startOf('day')
  if (day === 'today') return today.toMillis()
  if (day === 'yesterday') return today.minus({ days: 1 }).toMillis()
  const read = DateTime.fromISO(day, { zone: known })
  if (read.isValid) return read.toMillis()
  // There is no 31st in every month: then the first day after it.
  const month = DateTime.fromISO(day.slice(0, 7), { zone: known })
  return month.plus({ months: 1 }).toMillis()
}

/** Whether documents of a kind can be what a filter asks for at all. */
export function fits(kind: Kind, { facets: wanted, tags, holders, standing }: Filter): boolean {
  if (tags.includes(null) || holders?.length === 0) return false
  if (kind === 'messages') return true
  if (tags.length > 0 || standing.includes('snoozed')) return false
  const isHeld = holders !== undefined
  if (kind === 'notes') return !isHeld && standing.every((each) => each === 'note')
  if (wanted.length > 0) return false
  return kind === 'tickets' || (!isHeld && standing.length === 0)
}

/** Whether what a filter asks for stands beside the words, in the conversation or the ticket. */
export const looksBeside = ({ tags, holders, standing }: Filter): boolean =>
  tags.length > 0 ||
  holders !== undefined ||
  standing.some((each) => each !== 'note' && each !== 'file')

const STANDING: Record<Standing, RawBuilder<SqlBool>> = {
  open: expression`(case when tickets.id is null then conversations.status = 'open' and conversations.snoozed_until is null
    else tickets.status in ('open', 'in_progress') end)`,
  closed: expression`(case when tickets.id is null then conversations.status = 'closed'
    else tickets.status in ('resolved', 'closed') end)`,
  snoozed: expression`conversations.snoozed_until is not null`,
  unassigned: expression`(case when tickets.id is null
    then conversations.assignee_id is null and conversations.status = 'open' else tickets.assignee_id is null end)`,
  note: expression`1 = 1`,
  file: expression`1 = 1`,
}

/** The conditions on a conversation, and on the ticket whose thread it is where it is one's. */
export function conditionsOf({ tags, holders, standing }: Filter): Array<Expression<SqlBool>> {
  return [
    ...standing.map((each) => STANDING[each]),
    ...tags.map(
      (tag) => expression<SqlBool>`exists (select 1 from conversation_tags
        where conversation_tags.tag_id = ${tag} and conversation_tags.conversation_id = conversations.id)`,
    ),
    ...(holders === undefined ? [] : [heldBy(holders)]),
  ]
}

function heldBy(holders: ReadonlyArray<string | null>): Expression<SqlBool> {
  const holder = expression`coalesce(tickets.assignee_id, case when tickets.id is null then conversations.assignee_id end)`
  const ids = holders.filter((id) => id !== null)
  const some =
    ids.length === 0
      ? expression<SqlBool>`1 = 0`
      : expression<SqlBool>`${holder} in (${expression.join(ids)})`
  return holders.includes(null) ? expression<SqlBool>`(${some} or ${holder} is null)` : some
}
