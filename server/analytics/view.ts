import type { Row } from '../contract/analytics.ts'
import { amongIds } from '../db/bulk.ts'
import type { Database } from '../db/transaction.ts'
import { ticketNumber } from '../tickets/index.ts'
import { namesOf } from './queries.ts'

/** A fact with the number of whose it was, before names are found. */
export interface FactRow {
  at: string
  /** What tells rows of the same moment apart. */
  tie: number | string
  subjectId: string
  dimensionId: number
  wallMs: number | null
  businessMs: number | null
  score: number | null
}

/** Facts as they are shown: with the names that agents, teams, tags and customers have today. */
export async function viewRows(database: Database, facts: readonly FactRow[]): Promise<Row[]> {
  if (facts.length === 0) return []
  const { reports } = database
  const ids = [...new Set(facts.map(({ subjectId }) => subjectId))]
  const [dimensions, subjects, agents, teams, tags] = await Promise.all([
    dimensionsOf(database, facts),
    subjectsOf(database, ids),
    namesOf(reports, 'users'),
    namesOf(reports, 'teams'),
    namesOf(reports, 'tags'),
  ])
  const named = (id: string | null, names: Map<string, string>) =>
    id === null ? null : { id, name: names.get(id) ?? null }
  return facts.flatMap(({ subjectId, dimensionId, tie: _, ...fact }) => {
    const of = dimensions.get(dimensionId)
    if (!of) return []
    return {
      ...fact,
      subject: of.channel === 'ticket' ? ('ticket' as const) : ('conversation' as const),
      subjectId,
      ...(subjects.get(subjectId) ?? { customer: '', title: '' }),
      channel: of.channel,
      agent: named(of.agentId, agents),
      team: named(of.teamId, teams),
      tags: of.tags === '' ? [] : of.tags.split(',').flatMap((id) => tags.get(id) ?? []),
    }
  })
}

async function dimensionsOf({ reports }: Database, facts: readonly FactRow[]) {
  const rows = await reports
    .selectFrom('analyticsDimensions')
    .selectAll()
    .where('id', 'in', [...new Set(facts.map(({ dimensionId }) => dimensionId))])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

type Naming = Pick<Row, 'customer' | 'title'>

async function subjectsOf(
  { reports, dialect }: Database,
  ids: readonly string[],
): Promise<Map<string, Naming>> {
  const conversations = await reports
    .selectFrom('conversations')
    .select(['id', 'visitorName'])
    .where(amongIds(dialect, 'id', ids))
    .execute()
  const tickets = await reports
    .selectFrom('tickets')
    .innerJoin('customers', 'customers.id', 'tickets.customerId')
    .select(['tickets.id', 'number', 'subject', 'customers.name'])
    .where(amongIds(dialect, 'tickets.id', ids))
    .execute()
  return new Map<string, Naming>([
    ...conversations.map(
      ({ id, visitorName }) => [id, { customer: visitorName, title: '' }] as const,
    ),
    ...tickets.map(
      ({ id, name, number, subject }) =>
        [id, { customer: name, title: `${ticketNumber(number)} ${subject}` }] as const,
    ),
  ])
}
