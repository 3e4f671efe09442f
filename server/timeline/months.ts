import { DateTime } from 'luxon'
import type { CustomerMonth } from '../contract/timeline.ts'
import type { Database, Sql } from '../db/transaction.ts'

const MONTHS = 12

/** When a customer's chats since a time began, were first answered and were closed, and how they were rated. */
export const chatTimes = (sql: Sql, customerId: string, since: string) =>
  sql
    .selectFrom('conversations')
    .leftJoin('chatRatings', 'chatRatings.conversationId', 'conversations.id')
    .select((row) => [
      'conversations.id',
      'startedAt',
      'conversations.closedAt',
      'chatRatings.score',
      row
        .selectFrom('messages')
        .select(({ fn }) => fn.min('sentAt').as('at'))
        .whereRef('conversationId', '=', 'conversations.id')
        .where('authorType', '=', 'agent')
        .where('visibility', '=', 'public')
        .as('answeredAt'),
    ])
    .where('conversations.customerId', '=', customerId)
    .where('channel', '!=', 'ticket')
    .where('startedAt', '>=', since)
    .execute()

const ticketTimes = (sql: Sql, customerId: string, since: string) =>
  sql
    .selectFrom('tickets')
    .select(['createdAt', 'resolvedAt'])
    .where('customerId', '=', customerId)
    .where('createdAt', '>=', since)
    .execute()

/** The last twelve months with a customer, the oldest first; one in which nothing was stands there, too. */
export async function customerMonths(
  { reads, clock }: Pick<Database, 'reads' | 'clock'>,
  customerId: string,
  zone: string,
): Promise<CustomerMonth[]> {
  const first = DateTime.fromJSDate(clock.now(), { zone })
    .startOf('month')
    .minus({ months: MONTHS - 1 })
  const since = first.toJSDate().toISOString()
  const monthOf = (at: string) => DateTime.fromISO(at, { zone }).toFormat('yyyy-MM')
  const rated = await chatTimes(reads, customerId, since)
  const chats = Map.groupBy(rated, ({ startedAt }) => monthOf(startedAt))
  const tickets = Map.groupBy(await ticketTimes(reads, customerId, since), ({ createdAt }) =>
    monthOf(createdAt),
  )
  return Array.from({ length: MONTHS }, (_, index) => {
    const month = first.plus({ months: index }).toFormat('yyyy-MM')
    return { month, ...figuresOf(chats.get(month) ?? [], tickets.get(month) ?? []) }
  })
}

type Chats = Awaited<ReturnType<typeof chatTimes>>
type Tickets = Awaited<ReturnType<typeof ticketTimes>>

// A chat that was closed and rated more than once is there once for each rating.
function figuresOf(rated: Chats, tickets: Tickets): Omit<CustomerMonth, 'month'> {
  const chats = [...new Map(rated.map((chat) => [chat.id, chat])).values()]
  const answers = chats.flatMap(({ startedAt, answeredAt }) => secondsTo(startedAt, answeredAt))
  const ends = [
    ...chats.flatMap(({ startedAt, closedAt }) => secondsTo(startedAt, closedAt)),
    ...tickets.flatMap(({ createdAt, resolvedAt }) => secondsTo(createdAt, resolvedAt)),
  ]
  const scores = rated.flatMap(({ score }) => score ?? [])
  return {
    conversations: chats.length,
    tickets: tickets.length,
    firstResponse: median(answers),
    resolution: median(ends),
    satisfaction: scores.length === 0 ? null : sum(scores) / scores.length,
  }
}

const secondsTo = (from: string, to: string | null): number[] =>
  to === null ? [] : [Math.max(0, (Date.parse(to) - Date.parse(from)) / 1_000)]

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
