import type { TicketPriority, TicketStatus } from '../../../server/contract/tickets.ts'
import type { Tone } from '../../ui/Pill.tsx'
import type { Catalogue } from '../../words/en.ts'

export const STATUSES: readonly TicketStatus[] = ['open', 'in_progress', 'resolved', 'closed']
export const PRIORITIES: readonly TicketPriority[] = ['urgent', 'high', 'medium', 'low']

export const statusTone: Record<TicketStatus, Tone> = {
  open: 'info',
  in_progress: 'warn',
  resolved: 'good',
  closed: 'plain',
}

const next: Record<TicketStatus, readonly TicketStatus[]> = {
  open: ['in_progress'],
  in_progress: ['resolved'],
  resolved: ['closed', 'in_progress', 'open'],
  closed: ['in_progress', 'open'],
}

/** Where the workflow leads from a status: on, or from the end back to the beginning. */
export const movesFrom = (status: TicketStatus) => next[status]

/** What a step is called: going on with finished work is no start. */
export const moveWord = (from: TicketStatus, to: TicketStatus, words: Catalogue['tickets']) =>
  to === 'in_progress' && from !== 'open' ? words.resume : words.moves[to]
