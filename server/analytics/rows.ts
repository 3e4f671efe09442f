import { sql } from 'kysely'
import { z } from 'zod'
import type { Row, RowsQuery } from '../contract/analytics.ts'
import { givenSpans, weekHour } from '../db/spans.ts'
import type { Database } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { SOURCES } from './measures.ts'
import { type Clocks, clocksOf, placeOf } from './periods.ts'
import { isOf } from './belonging.ts'
import { type Asked, askedOf, openBefore } from './queries.ts'
import { type Frame, frameOf } from './reports.ts'
import { type FactRow, viewRows } from './view.ts'

/** Which rows: those of a measure in a part of a range. */
export type RowsAsked = Omit<RowsQuery, 'cursor' | 'limit'>

type Place = Pick<FactRow, 'at' | 'tie'>
const instant = z.iso.datetime().refine((text) => !text.startsWith('0000'))
// What is open is told apart by its id, what was measured by the number of its fact.
const OpenCursor = z.tuple([instant, z.guid()])
const MeasuredCursor = z.tuple([instant, z.int()])

/** Reads a cursor of a measure; undefined for the beginning. Throws `validation_failed` for any other text. */
function placeIn(cursor: string | undefined, measure: RowsAsked['measure']): Place | undefined {
  if (!cursor) return undefined
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const schema = measure === 'backlog' ? OpenCursor : MeasuredCursor
  const read = schema.safeParse(z.string().transform(parsed).safeParse(text).data)
  if (read.success) return { at: read.data[0], tie: read.data[1] }
  throw problem('validation_failed', {
    issues: [{ code: 'custom', path: ['cursor'], message: 'is not a cursor', input: cursor }],
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const cursorOf = ({ at, tie }: Place) =>
  Buffer.from(JSON.stringify([at, tie])).toString('base64url')

/** Rows of one measure, and what is asked of them. */
export interface Listing {
  frame: Frame
  asked: RowsAsked
  startsAt: string
  endsAt: string
  /** Which hour of the week, and by which clocks. */
  hour?: { place: number; clocks: readonly Clocks[] }
}

/** Finds which stretch of time the rows are asked of. */
export async function listingOf(database: Database, asked: RowsAsked): Promise<Listing> {
  const { measure: _, weekday, hour, startsAt, endsAt, ...scope } = asked
  const frame = await frameOf(database, scope)
  const { range, basis } = frame
  const later = (a: string, b: string | undefined) => (b !== undefined && b > a ? b : a)
  const earlier = (a: string, b: string | undefined) => (b !== undefined && b < a ? b : a)
  const part = { startsAt: later(range.startsAt, startsAt), endsAt: earlier(range.endsAt, endsAt) }
  const listing = { frame, asked, ...part }
  if (weekday === undefined || hour === undefined) return listing
  return {
    ...listing,
    hour: { place: placeOf(weekday, hour), clocks: clocksOf(range, basis.zone) },
  }
}

/** A page of rows, newest first, and the cursor to the rest; `total` with the first page only. */
export async function pageOf(
  database: Database,
  listing: Listing,
  { cursor, limit }: Pick<RowsQuery, 'cursor' | 'limit'>,
): Promise<{ rows: Row[]; next: string | null; total?: number }> {
  const from = placeIn(cursor, listing.asked.measure)
  const found = await factsOf(askedOf(database), listing, { from, limit: limit + 1 })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: await viewRows(database, shown),
    next: found.length > limit && last ? cursorOf(last) : null,
    ...(cursor ? {} : { total: await countRows(askedOf(database), listing) }),
  }
}

const PIECE = 1_000

/** Every row of a listing, some at a time. */
export async function* everyRow(database: Database, listing: Listing): AsyncGenerator<Row[]> {
  for (let from: Place | undefined; ;) {
    const found = await factsOf(askedOf(database), listing, { from, limit: PIECE })
    if (found.length > 0) yield await viewRows(database, found)
    if (found.length < PIECE) return
    from = found.at(-1)
  }
}

interface Piece {
  from: Place | undefined
  limit: number
}

/** The facts that are rows, newest first. */
export const factsOf = (asked: Asked, listing: Listing, piece: Piece): Promise<FactRow[]> =>
  listing.asked.measure === 'backlog'
    ? openFacts(asked, listing, piece)
    : measuredFacts(asked, listing, piece)

const before = (from: Place | undefined, [at, tie]: readonly [at: string, tie: string]) =>
  from
    ? sql<boolean>`(${sql.ref(at)}, ${sql.ref(tie)}) < (${from.at}, ${from.tie})`
    : sql<boolean>`1 = 1`

/** The facts a measure counts. */
function measuring(
  { db, dialect }: Asked,
  { frame: { narrowing }, asked: { measure }, startsAt, endsAt, hour }: Listing,
) {
  if (measure === 'backlog') throw new Error('what is open is no fact of one kind')
  const { kind, isValued } = SOURCES[measure]
  const value = kind === 'rated' ? 'fact.score' : 'fact.wallMs'
  return db
    .selectFrom('analyticsFacts as fact')
    .where('fact.kind', '=', kind)
    .where('fact.at', '>=', startsAt)
    .where('fact.at', '<', endsAt)
    .$if(isValued, (query) => query.where(value, 'is not', null))
    .$if(hour !== undefined, (query) => query.where(isInHour(dialect, hour)))
    .where(isOf(narrowing))
}

const isInHour = (dialect: Asked['dialect'], hour: Listing['hour']) =>
  sql<boolean>`exists (select 1 from ${givenSpans(dialect, hour?.clocks ?? [])} as given
    where fact.at >= given.starts and fact.at < given.ends
      and ${weekHour(dialect, 'fact.at', 'given.place')} = ${hour?.place ?? 0})`

const measuredFacts = (asked: Asked, listing: Listing, { from, limit }: Piece) =>
  measuring(asked, listing)
    .select(['at', 'id as tie', 'subjectId', 'dimensionId', 'wallMs', 'businessMs', 'score'])
    .where(before(from, ['fact.at', 'fact.id']))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** What was open at the end of the stretch, by when it became whose it is. */
const opening = (asked: Asked, { frame: { narrowing }, endsAt }: Listing) =>
  openBefore(asked, endsAt, narrowing)

const openFacts = (asked: Asked, listing: Listing, { from, limit }: Piece): Promise<FactRow[]> =>
  opening(asked, listing)
    .select(['fact.fromAt as at', 'fact.subjectId', 'fact.subjectId as tie', 'fact.dimensionId'])
    .select([
      sql<null>`null`.as('wallMs'),
      sql<null>`null`.as('businessMs'),
      sql<null>`null`.as('score'),
    ])
    .where(before(from, ['fact.fromAt', 'fact.subjectId']))
    .orderBy('fact.fromAt', 'desc')
    .orderBy('fact.subjectId', 'desc')
    .limit(limit)
    .execute()

async function countRows(asked: Asked, listing: Listing): Promise<number> {
  const counted =
    listing.asked.measure === 'backlog'
      ? opening(asked, listing).select((row) => row.fn.countAll<number>().as('count'))
      : measuring(asked, listing).select((row) => row.fn.countAll<number>().as('count'))
  const { count } = await counted.executeTakeFirstOrThrow()
  return count
}
