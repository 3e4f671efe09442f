import { z } from 'zod'
import { Channel } from './conversations.ts'
import { zone } from './chat-settings.ts'
import { answer, limitOf } from './envelope.ts'
import { id, time } from './text.ts'

/**
 * What is counted and measured. Counts: what began, customers' messages, agents' replies, what was given to somebody,
 * resolved, reopened, and what was open at the end (`backlog`). Lengths of time: until the first reply, from a customer's
 * message to the reply (`waiting`), and from the beginning or the last reopening to being resolved. `satisfaction` is
 * the score customers gave, 1 to 5.
 */
export const Measure = z.enum([
  'begun',
  'received',
  'replied',
  'assigned',
  'resolved',
  'reopened',
  'backlog',
  'firstResponse',
  'waiting',
  'resolution',
  'satisfaction',
])
export type Measure = z.infer<typeof Measure>

/** Measures that are lengths of time, in milliseconds. */
export const LENGTHS = ['firstResponse', 'waiting', 'resolution'] as const satisfies Measure[]

/** What `busiest` can show: things that happen at a moment. */
export const BusyMeasure = Measure.extract(['received', 'replied', 'begun', 'resolved'])
export type BusyMeasure = z.infer<typeof BusyMeasure>

/** `none` is nobody, no team, no tag. */
const chosen = z.union([z.literal('none'), z.guid().toLowerCase()])

/** How many days a report covers at most: five years. */
export const MOST_DAYS = 1_830

/**
 * Which part of the past: whole days in a zone, `from` and `to` included; the workspace's zone when none is given. More
 * than `MOST_DAYS` days, or an end before the beginning, is refused as `validation_failed` at `to`. The
 * others narrow it to what an agent, team, channel or tag had to do with, as it was at that moment.
 */
export const Scope = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  zone: zone.unwrap().optional(),
  agentId: chosen.optional(),
  teamId: chosen.optional(),
  channel: Channel.optional(),
  tagId: chosen.optional(),
  /** Lengths by the clock on the wall, or only counting opening hours as they were set when it happened. */
  time: z.enum(['wall', 'business']).default('wall'),
})
export type Scope = z.infer<typeof Scope>

/** How much of a measure there was. Means and quantiles are null for what has no length, and where nothing is. */
export const Figure = z.object({
  count: z.number().int(),
  mean: z.number().nullable(),
  median: z.number().nullable(),
  p90: z.number().nullable(),
})
export type Figure = z.infer<typeof Figure>

export const Figures = z.record(Measure, Figure)
export type Figures = z.infer<typeof Figures>

/** The moments a range covers: `startsAt` is in it, `endsAt` is not. */
export const Span = z.object({ from: z.iso.date(), to: z.iso.date(), startsAt: time, endsAt: time })
export type Span = z.infer<typeof Span>

/** In which zone days begin, and how much of what was committed is not counted yet. */
export const Basis = z.object({
  zone: z.string(),
  /** The time of the newest fact that is counted; null before the first. */
  countedTo: time.nullable(),
  /** How many events wait to be counted. */
  behind: z.number().int(),
})
export type Basis = z.infer<typeof Basis>

/** `GET /api/analytics/summary`: every measure, and the same for as many days before. */
export const SummaryAnswer = answer(
  z.object({ basis: Basis, range: Span, before: Span, figures: Figures, figuresBefore: Figures }),
)
export type Summary = z.infer<typeof SummaryAnswer>['data']

export const Step = z.enum(['hour', 'day', 'week', 'month'])
export type Step = z.infer<typeof Step>

/** `GET /api/analytics/series`: a measure over time. Weeks begin on Monday; the first and last step may be cut by the range. */
export const SeriesQuery = Scope.extend({
  measure: Measure,
  /** The step that suits the range when none is given. */
  by: Step.optional(),
})
export const Point = Figure.extend({ startsAt: time, endsAt: time })
export type Point = z.infer<typeof Point>
export const SeriesAnswer = answer(
  z.object({ basis: Basis, range: Span, by: Step, points: z.array(Point) }),
)
export type Series = z.infer<typeof SeriesAnswer>['data']

export const GroupKind = z.enum(['agent', 'team', 'channel', 'tag'])
export type GroupKind = z.infer<typeof GroupKind>

/**
 * `GET /api/analytics/groups`: every measure for each agent, team, channel or tag. What has two tags counts for both, so
 * tags add up to more than the whole.
 */
export const GroupsQuery = Scope.extend({ by: GroupKind })
/** `key` is an id, a channel or `none`; `name` is null for who or what is gone, for `none` and for channels. */
export const Group = z.object({ key: z.string(), name: z.string().nullable(), figures: Figures })
export type Group = z.infer<typeof Group>
export const GroupsAnswer = answer(
  z.object({ basis: Basis, range: Span, groups: z.array(Group), whole: Figures }),
)
export type Groups = z.infer<typeof GroupsAnswer>['data']

/** `GET /api/analytics/busiest`: how much there was in each hour of the week, Monday first, hour 0 first. */
export const BusiestQuery = Scope.extend({ measure: BusyMeasure.default('received') })
export const BusiestAnswer = answer(
  z.object({
    basis: Basis,
    range: Span,
    total: z.number().int(),
    cells: z.array(z.array(z.number().int())),
  }),
)
export type Busiest = z.infer<typeof BusiestAnswer>['data']

const within = (max: number) =>
  z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .refine((value) => value <= max, { error: `must be 0 to ${max}` })
    .optional()

/**
 * `GET /api/analytics/rows`: what stands behind a number, newest first; `total` is that number. With `weekday` (0 is
 * Monday) and `hour` it is one cell of `busiest`, with `startsAt` and `endsAt` one point of `series`.
 */
export const RowsQuery = Scope.extend({
  measure: Measure,
  weekday: within(6),
  hour: within(23),
  startsAt: z.iso.datetime().optional(),
  endsAt: z.iso.datetime().optional(),
  cursor: z.string().max(200).optional(),
  limit: limitOf(200, 50),
})
export type RowsQuery = z.infer<typeof RowsQuery>

/** One thing that was counted, with whose it was at that moment. */
export const Row = z.object({
  at: time,
  subject: z.enum(['conversation', 'ticket']),
  subjectId: id,
  /** The customer's name, and for a ticket its number and subject; empty for what is gone. */
  customer: z.string(),
  title: z.string(),
  channel: Channel,
  agent: z.object({ id, name: z.string().nullable() }).nullable(),
  team: z.object({ id, name: z.string().nullable() }).nullable(),
  tags: z.array(z.string()),
  wallMs: z.number().nullable(),
  businessMs: z.number().nullable(),
  score: z.number().int().nullable(),
})
export type Row = z.infer<typeof Row>
export const RowsAnswer = z.object({
  success: z.literal(true),
  data: z.array(Row),
  /** Given with the first page. */
  total: z.number().int().optional(),
  meta: z.object({ next: z.string().nullable() }),
})

/**
 * `GET /api/analytics/export`: as CSV the rows behind a measure (`rows`), its course (`series`) or every group
 * (`groups`), with the same totals as the screens.
 */
export const ExportQuery = RowsQuery.omit({ cursor: true, limit: true, measure: true }).extend({
  report: z.enum(['rows', 'series', 'groups']),
  measure: Measure.default('begun'),
  by: z.union([Step, GroupKind]).optional(),
})
export type ExportQuery = z.infer<typeof ExportQuery>

/** What reports go by. */
export const ReportSettings = z.strictObject({
  /** A customer who waits longer than so many minutes is at risk. */
  riskMinutes: z.number().int().min(1).max(1_440).default(10),
})
export type ReportSettings = z.infer<typeof ReportSettings>
export const ReportSettingsAnswer = answer(ReportSettings)

/** A customer who waits. */
export const Waiting = z.object({
  conversationId: id,
  customer: z.string(),
  channel: Channel,
  waitingSince: time,
  agent: z.string().nullable(),
  team: z.string().nullable(),
  isAtRisk: z.boolean(),
})
export type Waiting = z.infer<typeof Waiting>

/** `GET /api/analytics/live`: how it stands at this moment. `longest` are those who have waited longest, at most twenty. */
export const LiveAnswer = answer(
  z.object({
    at: time,
    riskMinutes: z.number().int(),
    open: z.number().int(),
    unassigned: z.number().int(),
    waiting: z.number().int(),
    atRisk: z.number().int(),
    waitingSince: time.nullable(),
    longest: z.array(Waiting),
    agents: z.array(
      z.object({
        id,
        name: z.string(),
        state: z.enum(['online', 'away', 'offline']),
        open: z.number().int(),
        waiting: z.number().int(),
        capacity: z.number().int().nullable(),
      }),
    ),
  }),
)
export type Live = z.infer<typeof LiveAnswer>['data']
