import type {
  Basis,
  Busiest,
  BusyMeasure,
  Figure,
  GroupKind,
  Groups,
  Measure,
  Point,
  Scope,
  Series,
  Span,
  Step,
  Summary,
} from '../contract/analytics.ts'
import type { GivenSpan } from '../db/spans.ts'
import type { Database } from '../db/transaction.ts'
import { chatConfig } from '../settings/index.ts'
import { progressOf } from './counter.ts'
import { counted, figureOf, figuresOf, MEASURED, NOTHING, SOURCES } from './measures.ts'
import { clocksOf, spanBefore, spanOf, stepFor, stepsOf, weekOf } from './periods.ts'
import {
  askedOf,
  changes,
  countsByHour,
  namesOf,
  type Narrowing,
  openAt,
  tallies,
} from './queries.ts'

/** A question with its days found: every report begins with it. */
export interface Frame {
  basis: Basis
  range: Span
  narrowing: Narrowing
}

/** Finds the days of a question in its zone, which is the workspace's when none is given. */
export async function frameOf(database: Database, scope: Scope): Promise<Frame> {
  const { from, to, zone, ...narrowing } = scope
  const found = zone ?? (await chatConfig(database)).hours.zone
  const range = spanOf({ from, to }, found)
  return { basis: { zone: found, ...(await progressOf(database)) }, range, narrowing }
}

const whole = ({ startsAt, endsAt }: Span): GivenSpan[] => [[0, startsAt, endsAt]]

async function figuresIn(database: Database, narrowing: Narrowing, span: Span) {
  const asked = askedOf(database)
  const [found, [open]] = await Promise.all([
    tallies(asked, { ...narrowing, spans: whole(span), kinds: MEASURED }),
    openAt(asked, { ...narrowing, at: span.endsAt }),
  ])
  return figuresOf(found, open?.open ?? 0)
}

/** Every measure of a range, and of as many days before it. */
export async function summarize(database: Database, scope: Scope): Promise<Summary> {
  const { basis, range, narrowing } = await frameOf(database, scope)
  const before = spanBefore(range, basis.zone)
  const [figures, figuresBefore] = await Promise.all([
    figuresIn(database, narrowing, range),
    figuresIn(database, narrowing, before),
  ])
  return { basis, range, before, figures, figuresBefore }
}

/** A measure in the steps of a range. */
export async function courseOf(
  database: Database,
  scope: Scope,
  { measure, by }: { measure: Measure; by: Step | undefined },
): Promise<Series> {
  const { basis, range, narrowing } = await frameOf(database, scope)
  const step = by ?? stepFor(range)
  const spans = stepsOf(range, step, basis.zone)
  const figures =
    measure === 'backlog'
      ? await backlogIn(database, narrowing, { range, spans })
      : await measuredIn(database, narrowing, { measure, spans })
  const points = spans.map(([place, startsAt, endsAt]): Point => ({
    ...(figures.get(place) ?? NOTHING),
    startsAt,
    endsAt,
  }))
  return { basis, range, by: step, points }
}

async function measuredIn(
  database: Database,
  narrowing: Narrowing,
  { measure, spans }: { measure: Exclude<Measure, 'backlog'>; spans: GivenSpan[] },
): Promise<Map<number, Figure>> {
  const kinds = [SOURCES[measure].kind]
  const found = await tallies(askedOf(database), { ...narrowing, spans, kinds })
  return new Map(found.map((tally) => [tally.place, figureOf(measure, [tally])]))
}

/** How much was open at the end of each step. */
async function backlogIn(
  database: Database,
  narrowing: Narrowing,
  { range, spans }: { range: Span; spans: GivenSpan[] },
): Promise<Map<number, Figure>> {
  const asked = askedOf(database)
  const [[first], found] = await Promise.all([
    openAt(asked, { ...narrowing, at: range.startsAt }),
    changes(asked, { ...narrowing, spans }),
  ])
  const byPlace = new Map(found.map(({ place, change }) => [place, change]))
  let open = first?.open ?? 0
  return new Map(
    spans.map(([place]) => {
      open += byPlace.get(place) ?? 0
      return [place, counted(open)]
    }),
  )
}

const NAMED = { agent: 'users', team: 'teams', tag: 'tags' } as const

/** Every measure for each agent, team, channel or tag that had to do with anything in a range. */
export async function groupsOf(database: Database, scope: Scope, by: GroupKind): Promise<Groups> {
  const { basis, range, narrowing } = await frameOf(database, scope)
  const asked = askedOf(database)
  const [found, open, names, all] = await Promise.all([
    tallies(asked, { ...narrowing, spans: whole(range), kinds: MEASURED, by }),
    openAt(asked, { ...narrowing, at: range.endsAt, by }),
    by === 'channel' ? new Map<string, string>() : namesOf(asked.db, NAMED[by]),
    figuresIn(database, narrowing, range),
  ])
  const talliesOf = Map.groupBy(found, ({ key }) => key)
  const openOf = new Map(open.map((each) => [each.key, each.open]))
  const keys = new Set([
    ...talliesOf.keys(),
    ...open.flatMap((each) => (each.open > 0 ? each.key : [])),
  ])
  const groups = [...keys].map((key) => ({
    key: key ?? 'none',
    name: key === null ? null : (names.get(key) ?? null),
    figures: figuresOf(talliesOf.get(key) ?? [], openOf.get(key) ?? 0),
  }))
  return { basis, range, groups: groups.toSorted(byName), whole: all }
}

// Who is nobody comes last, and before them who is gone.
const byName = (left: { key: string; name: string | null }, right: typeof left) =>
  Number(left.key === 'none') - Number(right.key === 'none') ||
  Number(left.name === null) - Number(right.name === null) ||
  (left.name ?? left.key).localeCompare(right.name ?? right.key) ||
  left.key.localeCompare(right.key)

/** How much of a measure falls into each hour of the week. */
export async function busiestIn(
  database: Database,
  scope: Scope,
  measure: BusyMeasure,
): Promise<Busiest> {
  const { basis, range, narrowing } = await frameOf(database, scope)
  const clocks = clocksOf(range, basis.zone)
  const { kind } = SOURCES[measure]
  const found = await countsByHour(askedOf(database), { ...narrowing, clocks, kind })
  const byPlace = new Map(found.map(({ place, count }) => [place, count]))
  return {
    basis,
    range,
    total: found.reduce((sum, { count }) => sum + count, 0),
    cells: weekOf((place) => byPlace.get(place) ?? 0),
  }
}
