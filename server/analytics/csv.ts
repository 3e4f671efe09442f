import { DateTime } from 'luxon'
import {
  type ExportQuery,
  type Figures,
  GroupKind,
  Measure,
  type Row,
  Step,
} from '../contract/analytics.ts'
import type { Database } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { courseOf, groupsOf } from './reports.ts'
import { everyRow, listingOf } from './rows.ts'

type Cell = string | number | null

// A spreadsheet takes what begins like this for a formula and runs it, white space before it or not.
const FORMULA = /^[\s]*[=+\-@\t\r]/

/** One cell, quoted where it must be; a text that a spreadsheet would run is made one it only shows. */
function cellOf(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line of a CSV file (RFC 4180). */
const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(',')}\r\n`

// Without it a spreadsheet takes Vietnamese for another encoding.
const BYTE_ORDER_MARK = '\uFEFF'

/** A report as the text of a CSV file, in pieces. Throws before the first piece where the question is none. */
export async function csvOf(
  database: Database,
  { report, by, ...asked }: ExportQuery,
): Promise<AsyncIterable<string>> {
  if (report === 'rows') return rowLines(database, asked)
  if (report === 'series') return seriesLines(database, asked, Step.safeParse(by).data)
  const kind = GroupKind.safeParse(by).data
  if (kind) return groupLines(database, asked, kind)
  throw problem('validation_failed', {
    issues: [{ code: 'custom', path: ['by'], message: 'is needed for groups', input: by }],
  })
}

type Asked = Omit<ExportQuery, 'report' | 'by'>

async function* given(lines: Iterable<string>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK
  yield* lines
}

const seconds = (milliseconds: number | null) =>
  milliseconds === null ? null : Math.round(milliseconds) / 1_000

const LENGTH_NAMES = ['count', 'mean', 'median', 'p90'] as const

async function seriesLines(database: Database, asked: Asked, by: Step | undefined) {
  const { measure } = asked
  const { basis, points } = await courseOf(database, asked, { measure, by })
  const local = timeIn(basis.zone)
  const scale = scaleOf(measure)
  return given([
    csvLine(['from', 'to', 'zone', 'measure', ...LENGTH_NAMES]),
    ...points.map(({ startsAt, endsAt, count, mean, median, p90 }) =>
      csvLine([
        local(startsAt),
        local(endsAt),
        basis.zone,
        measure,
        count,
        ...[mean, median, p90].map(scale),
      ]),
    ),
  ])
}

const scaleOf = (measure: Measure) => (value: number | null) =>
  measure === 'satisfaction' ? value : seconds(value)

async function groupLines(database: Database, asked: Asked, by: GroupKind) {
  const { groups } = await groupsOf(database, asked, by)
  const columns = Measure.options.flatMap((measure) =>
    hasLength(measure) ? LENGTH_NAMES.map((name) => `${measure}_${name}`) : [measure],
  )
  return given([
    csvLine([by, 'key', ...columns]),
    ...groups.map(({ key, name, figures }) => csvLine([name ?? key, key, ...cellsOf(figures)])),
  ])
}

const hasLength = (measure: Measure) =>
  ['firstResponse', 'waiting', 'resolution', 'satisfaction'].includes(measure)

const cellsOf = (figures: Figures): Cell[] =>
  Measure.options.flatMap((measure) => {
    const { count, mean, median, p90 } = figures[measure]
    return hasLength(measure) ? [count, ...[mean, median, p90].map(scaleOf(measure))] : [count]
  })

const ROW_NAMES = [
  'at',
  'measure',
  'subject',
  'id',
  'title',
  'customer',
  'channel',
  'agent',
  'team',
  'tags',
  'wall_seconds',
  'business_seconds',
  'score',
]

async function rowLines(database: Database, asked: Asked): Promise<AsyncIterable<string>> {
  const listing = await listingOf(database, asked)
  const local = timeIn(listing.frame.basis.zone)
  async function* lines() {
    yield BYTE_ORDER_MARK + csvLine(ROW_NAMES)
    for await (const rows of everyRow(database, listing))
      yield rows.map((row) => rowLine(row, asked.measure, local)).join('')
  }
  return lines()
}

const rowLine = (row: Row, measure: Measure, local: (at: string) => string): string =>
  csvLine([
    local(row.at),
    measure,
    row.subject,
    row.subjectId,
    row.title,
    row.customer,
    row.channel,
    row.agent && (row.agent.name ?? row.agent.id),
    row.team && (row.team.name ?? row.team.id),
    row.tags.join('; '),
    seconds(row.wallMs),
    seconds(row.businessMs),
    row.score,
  ])

const timeIn = (zone: string) => (at: string) => DateTime.fromISO(at, { zone }).toISO() ?? at
