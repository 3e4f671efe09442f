import type { DifferenceKind } from '../../contract/crisp-reconciliation.ts'
import type { CrispMessage } from '../payload.ts'
import type { ItemRow } from '../queries.ts'
import { plainContent } from '../texts.ts'

/** What differs, before it is kept. `fingerprint` is 0 for a conversation. */
export interface Found {
  day: string
  kind: DifferenceKind
  fingerprint: number
}

/** How many messages of a conversation each side has on a day. */
export interface DayCount {
  day: string
  here: number
  there: number
}

/** From `from` to before `until`, milliseconds. */
export interface Window {
  from: number
  until: number
}

/** A conversation on both sides, its messages within the days compared. */
export interface BothSides {
  here: ReadonlyArray<Pick<ItemRow, 'fingerprint' | 'type' | 'content' | 'sentAt'>>
  there: readonly CrispMessage[]
}

/** The day of a time, by UTC. */
export const dayOf = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10)

export const isWithin = ({ from, until }: Window, milliseconds: number) =>
  milliseconds >= from && milliseconds < until

/** Counts both sides by day and names every message that is on one side only or says something else. */
export function compare({ here, there }: BothSides): { days: DayCount[]; found: Found[] } {
  const ours = new Map(here.map((item) => [item.fingerprint, item]))
  const theirs = new Map(there.map((message) => [message.fingerprint, message]))
  const found: Found[] = []
  for (const { fingerprint, sentAt } of here)
    if (!theirs.has(fingerprint))
      found.push({ day: dayOf(sentAt), kind: 'surplus_message', fingerprint })
  for (const message of theirs.values()) {
    const kind = kindOf(message, ours.get(message.fingerprint))
    if (kind) found.push({ day: dayOf(message.timestamp), kind, fingerprint: message.fingerprint })
  }
  return { days: countDays({ here, there: [...theirs.values()] }), found }
}

function kindOf(
  message: CrispMessage,
  item: BothSides['here'][number] | undefined,
): DifferenceKind | undefined {
  if (!item) return 'missing_message'
  const isSame = item.content === plainContent(message.content) && item.type === message.type
  return isSame ? undefined : 'different_message'
}

function countDays({ here, there }: BothSides): DayCount[] {
  const days = new Map<string, DayCount>()
  const count = (milliseconds: number, side: 'here' | 'there') => {
    const day = dayOf(milliseconds)
    const known = days.get(day) ?? { day, here: 0, there: 0 }
    known[side] += 1
    days.set(day, known)
  }
  for (const { sentAt } of here) count(sentAt, 'here')
  for (const { timestamp } of there) count(timestamp, 'there')
  return [...days.values()]
}
