import type { TicketPriority } from '../contract/tickets.ts'
import type { UserRow } from '../identity/queries.ts'
import { DAY, HOUR, MINUTE, whenOpen } from './calendar.ts'
import type { Telling } from './dialogues.ts'
import type { Ledger } from './ledger.ts'
import type { Person } from './people.ts'
import { createRandom, type Random } from './random.ts'
import { writeTicket } from './scene.ts'
import type { Story } from './schedule.ts'
import type { Stage } from './stage.ts'
import { comment, keepTicket, openTicket, setStatus, type TicketWork } from './ticket.ts'

// As often as they come.
const PRIORITIES: readonly TicketPriority[] = [
  ...(['low', 'low', 'low', 'medium', 'medium', 'medium', 'medium'] as const),
  ...(['high', 'high', 'high', 'urgent', 'urgent'] as const),
]
const PATIENCE: Record<TicketPriority, number> = { low: 3, medium: 1.5, high: 1, urgent: 0.6 }

const SHELVED = 0.15
const REOPENED = 0.1
const LEFT_RESOLVED = 0.15

/** How urgent a ticket is. */
export const drawPriority = (random: Random): TicketPriority => random.pick(PRIORITIES)

/** Who works on a ticket, and what they write. */
export interface Shift {
  agent: UserRow
  lines: Telling['lines']
  random: Random
}

/** A ticket from the moment somebody takes it until it is closed. */
export function* workOn(ledger: Ledger, work: TicketWork, shift: Shift): Story {
  try {
    yield* resolve(ledger, work, shift)
    const { agent, random } = shift
    if (random.chance(REOPENED)) yield* resolve(ledger, work, { agent, random, lines: [] })
    if (random.chance(LEFT_RESOLVED)) return
    yield later(ledger, random, [DAY, 6 * DAY])
    setStatus(ledger, work, 'closed', agent)
  } finally {
    keepTicket(ledger, work)
  }
}

const later = (ledger: Ledger, random: Random, [least, most]: readonly [number, number]): number =>
  whenOpen(Date.parse(ledger.now()) + random.int(least, most), random)

function* resolve(ledger: Ledger, work: TicketWork, { agent, lines, random }: Shift): Story {
  const patience = PATIENCE[work.row.priority] * (random.chance(SHELVED) ? 5 : 1)
  yield later(ledger, random, [30 * MINUTE, 60 * HOUR * patience])
  setStatus(ledger, work, 'in_progress', agent)
  for (const { voice, text } of lines) {
    yield later(ledger, random, [20 * MINUTE, 40 * HOUR * patience])
    comment(ledger, work, { content: text, isInternal: voice === 'N', by: agent })
  }
  yield later(ledger, random, [10 * MINUTE, 12 * HOUR * patience])
  setStatus(ledger, work, 'resolved', agent)
}

/** A ticket that an agent opens for a customer who called, mailed or came in. */
export function* ticketStory(
  stage: Stage,
  { person, index }: { person: Person; index: number },
): Story {
  const random = createRandom('ticket story', index)
  const { agent, subject, lines } = writeTicket(stage, { person, random })
  const [description, ...comments] = lines
  const customer = stage.customer(person)
  yield Date.parse(stage.ledger.now()) + random.int(MINUTE, 4 * MINUTE)
  const work = openTicket(stage.ledger, {
    customer,
    chat: null,
    subject,
    description: description?.text ?? subject,
    priority: drawPriority(random),
    assignee: random.chance(0.7) ? agent.user : null,
    by: agent.user,
  })
  yield* workOn(stage.ledger, work, { agent: agent.user, lines: comments, random })
}
