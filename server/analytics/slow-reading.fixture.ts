import type { Scope } from '../contract/analytics.ts'
import type { ConversationState } from '../contract/conversations.ts'
import type { EventOf, StreamEvent } from '../contract/events.ts'

const MINUTE = 60_000

/** What a slow reading of all events says happened. */
export interface Found {
  measure: string
  at: string
  of: { agent: string | null; team: string | null; channel: string; tag: readonly string[] }
  length: number | null
  /** The same within opening hours. */
  business: number | null
}

export const COUNTED = ['begun', 'received', 'replied', 'assigned', 'resolved', 'reopened'] as const
export const MEASURED_LENGTHS = ['firstResponse', 'waiting', 'resolution'] as const

export const lengthsOf = (found: Found[], measure: string, time: Scope['time']): number[] =>
  found.flatMap((each) =>
    each.measure === measure ? ((time === 'wall' ? each.length : each.business) ?? []) : [],
  )

/** How far the reading of a conversation is. */
interface Reading {
  found: Found[]
  since: string
  waits: string | null
  asked: string | null
  isAnswered: boolean
  holder: string | null
  isOpen: boolean
  /** When it last began, ended, or became somebody else's. */
  turnedAt: string
  addOpen: () => void
}

/** What the events of one conversation say happened, read one after the other. */
export function readConversation(events: StreamEvent[]): Found[] {
  const reading: Reading = {
    found: [],
    since: '',
    waits: null,
    asked: null,
    isAnswered: false,
    holder: null,
    isOpen: false,
    turnedAt: '',
    addOpen: () => {},
  }
  for (const event of events) {
    if (event.kind === 'message.added') readMessage(reading, event)
    if (event.kind === 'conversation.started' || event.kind === 'conversation.changed')
      readChange(reading, event)
    if (event.kind === 'conversation.rewritten') readEnd(reading, event)
  }
  reading.addOpen()
  return reading.found
}

type Whose = Pick<ConversationState, 'teamId' | 'tags'>

const adderOf =
  ({ found }: Reading, { teamId: team, tags: tag }: Whose) =>
  (
    measure: string,
    at: string,
    agent: string | null,
    { from = null, until = at }: { from?: string | null; until?: string } = {},
  ) =>
    void found.push({
      measure,
      at,
      of: { agent, team, channel: 'webchat', tag },
      length: from === null ? null : Math.max(0, Date.parse(until) - Date.parse(from)),
      business: from === null ? null : openMinutes(from, until) * MINUTE,
    })

function readMessage(reading: Reading, { body }: EventOf<'message.added'>): void {
  const { author, visibility, sentAt, kind } = body.message
  if (visibility !== 'public' || kind === 'event') return
  const add = adderOf(reading, body.conversation)
  if (author.type === 'customer') {
    add('received', sentAt, body.conversation.assignee?.id ?? null)
    reading.waits ??= sentAt
    reading.asked ??= sentAt
    return
  }
  add('replied', sentAt, author.id)
  if (reading.waits !== null) add('waiting', sentAt, author.id, { from: reading.waits })
  reading.waits = null
  if (reading.asked !== null && !reading.isAnswered)
    add('firstResponse', sentAt, author.id, { from: reading.asked })
  reading.isAnswered ||= reading.asked !== null
}

function readChange(
  reading: Reading,
  event: EventOf<'conversation.started'> | EventOf<'conversation.changed'>,
): void {
  const { conversation } = event.body
  const holder = conversation.assignee?.id ?? null
  const isOpen = conversation.status === 'open'
  const add = adderOf(reading, conversation)
  const change = event.kind === 'conversation.changed' ? event.body.change : 'started'
  if (change === 'started') add('begun', event.at, holder)
  if (change === 'closed') {
    add('resolved', event.at, holder)
    add('resolution', event.at, holder, { from: reading.since })
    reading.waits = null
  }
  if (change === 'reopened') add('reopened', event.at, holder)
  const isBegun = change === 'started' || change === 'reopened'
  if (isBegun) reading.since = event.at
  else if (isOpen && holder !== null && holder !== reading.holder) add('assigned', event.at, holder)
  if (reading.isOpen && (!isOpen || holder !== reading.holder))
    add('ends', event.at, reading.holder)
  if (isOpen && (!reading.isOpen || holder !== reading.holder)) add('opens', event.at, holder)
  if (isOpen || reading.isOpen) reading.turnedAt = event.at
  reading.isOpen = isOpen
  reading.holder = holder
  reading.addOpen = () => isOpen && add('open', event.at, holder)
}

/** It was over, and another system says when: not before what is known to have become of it since. */
function readEnd(reading: Reading, { body }: EventOf<'conversation.rewritten'>): void {
  const { closedAt } = body.conversation
  if (closedAt === null || !reading.isOpen) return
  const at = closedAt < reading.turnedAt ? reading.turnedAt : closedAt
  const add = adderOf(reading, body.conversation)
  add('resolved', at, reading.holder)
  add('resolution', at, reading.holder, { from: reading.since, until: closedAt })
  add('ends', at, reading.holder)
  Object.assign(reading, { isOpen: false, waits: null, addOpen: () => {} })
}

export const HOURS = {
  isOn: true,
  zone: 'Europe/Berlin',
  week: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 6 ? [{ from: '08:00', to: '20:00' }] : [])),
  holidays: [{ date: '2026-03-30', name: '' }],
}

const berlin = new Intl.DateTimeFormat('en-CA', {
  timeZone: HOURS.zone,
  dateStyle: 'short',
  timeStyle: 'short',
  hourCycle: 'h23',
})

/** Minute by minute: whether the shop is open. */
function openMinutes(from: string, to: string): number {
  let open = 0
  for (let at = Date.parse(from); at < Date.parse(to); at += MINUTE) {
    const [day = '', clock = ''] = berlin.format(at).split(', ')
    const isHoliday = day === '2026-03-30' || new Date(`${day}T00:00Z`).getUTCDay() === 0
    if (!isHoliday && clock >= '08:00' && clock < '20:00') open++
  }
  return open
}

export const count = (found: Found[], measure: string) =>
  found.filter((each) => each.measure === measure).length

export function figureOf(lengths: number[]) {
  const sorted = lengths.toSorted((a, b) => a - b)
  if (sorted.length === 0) return { count: 0, mean: null, median: null, p90: null }
  const between = (share: number) => {
    const place = share * (sorted.length - 1)
    const [low = 0, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
    return Math.round(low + (high - low) * (place - Math.floor(place)))
  }
  const mean = Math.round(sorted.reduce((sum, each) => sum + each, 0) / sorted.length)
  return { count: sorted.length, mean, median: between(0.5), p90: between(0.9) }
}

export const dayIn = (zone: string, at: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at))
export const hourIn = (zone: string, at: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  })
    .format(new Date(at))
    .replace(', ', ' ')
