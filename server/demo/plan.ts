import { contactTime, DAY, HISTORY_DAYS, MINUTE } from './calendar.ts'
import { createRandom, inTurn } from './random.ts'

/** How much there is. */
export interface Size {
  customers: number
  conversations: number
  tickets: number
}

/** The small company of `npm run demo`. */
export const SMALL_COMPANY: Size = { customers: 300, conversations: 2_000, tickets: 400 }

/** That company, so many times as large. */
export const sizeOf = (scale: number): Size => ({
  customers: Math.ceil(SMALL_COMPANY.customers * scale),
  conversations: Math.ceil(SMALL_COMPANY.conversations * scale),
  tickets: Math.ceil(SMALL_COMPANY.tickets * scale),
})

/** How a chat stands at the end: three of them are still open. */
export type Ending = 'closed' | 'converted' | 'waiting' | 'unread' | 'answered'

/** Somebody gets in touch: by chat, or by a ticket that begins without one. */
export type Contact = { index: number; customer: number; at: number } & (
  | { kind: 'chat'; ending: Ending }
  | { kind: 'ticket' }
)

/** Whether a chat with this ending has not ended. */
export const isOpen = (ending: Ending): boolean => ending !== 'closed' && ending !== 'converted'

const OPEN_SHARE = 0.02
const CONVERTED_SHARE = 0.45
// Some customers have never written in a chat.
const SILENT_SHARE = 0.1
const OPEN_ENDINGS: readonly Ending[] = ['waiting', 'unread', 'unread', 'answered', 'unread']

function endingOf(index: number, { open, converted }: { open: number; converted: number }): Ending {
  if (index < open) return inTurn(OPEN_ENDINGS, index)
  return index < open + converted ? 'converted' : 'closed'
}

/**
 * Who gets in touch when, in no order. A few customers do so often and most seldom. `at` is the beginning, but for a
 * chat that is still open the time of its last message.
 */
export function planContacts({ customers, conversations, tickets }: Size, now: number): Contact[] {
  const talkative = Math.max(1, Math.round(customers * (1 - SILENT_SHARE)))
  const open = Math.ceil(conversations * OPEN_SHARE)
  const converted = Math.min(Math.round(tickets * CONVERTED_SHARE), conversations - open)
  const contacts: Contact[] = []
  for (let index = 0; index < conversations; index++) {
    const random = createRandom('chat', index)
    const customer = Math.floor(talkative * random.next() ** 1.4)
    const ending = endingOf(index, { open, converted })
    const at = index < open ? now - random.int(MINUTE / 4, 45 * MINUTE) : contactTime(random, now)
    contacts.push({ kind: 'chat', index, customer, at, ending })
  }
  for (let index = converted; index < tickets; index++) {
    const random = createRandom('ticket', index)
    const customer = random.int(0, customers - 1)
    // The later of two times: tickets have become more of late.
    const at = Math.max(contactTime(random, now), contactTime(random, now))
    contacts.push({ kind: 'ticket', index, customer, at })
  }
  return contacts
}

/** When the shop opened: before everything else. */
export const openingTime = (now: number): number => now - (HISTORY_DAYS + 7) * DAY
