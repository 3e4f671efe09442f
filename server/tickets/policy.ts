import type { TicketStatus } from '../contract/tickets.ts'

const NEXT: Record<TicketStatus, readonly TicketStatus[]> = {
  open: ['in_progress'],
  in_progress: ['resolved'],
  resolved: ['closed', 'open', 'in_progress'],
  closed: ['open', 'in_progress'],
}

/** Whether the workflow leads from one status to another. */
export const mayGo = (from: TicketStatus, to: TicketStatus): boolean => NEXT[from].includes(to)

/** When a ticket was resolved and closed, once it has a new status: reopening takes both back. */
export function stampsAt(
  status: TicketStatus,
  { resolvedAt, now }: { resolvedAt: string | null; now: string },
): { resolvedAt: string | null; closedAt: string | null } {
  switch (status) {
    case 'resolved':
      return { resolvedAt: now, closedAt: null }
    case 'closed':
      return { resolvedAt, closedAt: now }
    case 'open':
    case 'in_progress':
      return { resolvedAt: null, closedAt: null }
  }
}
