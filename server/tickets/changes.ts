import type { TicketRow } from './queries.ts'

const LONGEST = 200

/** One field's change as the timeline keeps it. */
export interface Change {
  from: string | null
  to: string | null
}

/** The fields that changed, by their names on the wire; an assignee is told by name. */
export type Changes = Partial<
  Record<'subject' | 'description' | 'status' | 'priority' | 'assignedTo', Change>
>

// A cut in the middle of a character would leave half of it.
const excerpt = (text: string) =>
  text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()}…` : text

/** What differs between two states of a ticket. */
export function changesOf(before: TicketRow, after: TicketRow): Changes {
  const changes: Changes = {}
  for (const field of ['subject', 'description', 'status', 'priority'] as const) {
    if (after[field] !== before[field])
      changes[field] = { from: excerpt(before[field]), to: excerpt(after[field]) }
  }
  if (after.assigneeId !== before.assigneeId)
    changes.assignedTo = { from: before.assigneeName, to: after.assigneeName }
  return changes
}

/** The changes in one sentence. */
export function describeChanges(number: string, changes: Changes): string {
  if (changes.status?.to === 'closed') return `Ticket ${number} closed`
  const words = Object.entries(changes).map(([field, { from, to }]) =>
    field === 'description' ? field : `${field} ${from ?? 'nobody'} → ${to ?? 'nobody'}`,
  )
  return `Ticket ${number} updated: ${words.join(', ')}`
}
