import { contactTime, DAY, MINUTE } from './calendar.ts'
import { createRandom, inTurn } from './random.ts'

/** How much there is. */
export interface Size {
  customers: number
  conversations: number
  tickets: number
}

/** What sort of company it is. */
export interface Company extends Size {
  /** How far back its history goes. */
  days: number
  /** Which share of its chats is open, and for how long those have been waiting at most. */
  open: { share: number; within: number }
  /** How many messages each of the chats has that go on for the whole history. */
  longChats: readonly number[]
  /** The same of tickets, in comments: each fills the timeline of one customer. */
  longTickets: readonly number[]
}

/** The small company of `npm run demo`. */
export const SMALL_COMPANY: Company = {
  customers: 300,
  conversations: 2_000,
  tickets: 400,
  days: 182,
  open: { share: 0.02, within: 45 * MINUTE },
  longChats: [],
  longTickets: [],
}

/** The company of `npm run demo:large`: a little over 1,000,000 messages in two years. */
const LARGE_COMPANY: Company = {
  customers: 50_000,
  conversations: 100_000,
  tickets: 20_000,
  days: 730,
  open: { share: 0.05, within: 14 * DAY },
  longChats: [
    10_000, 5_000, 5_000, 5_000, 5_000, 5_000, 2_500, 2_500, 2_500, 2_500, 1_000, 1_000, 1_000,
    1_000, 1_000,
  ],
  longTickets: [10_000, 2_000],
}

/** One of the two companies, so many times as large. */
export function companyOf(sort: 'small' | 'large', scale: number): Company {
  const company = sort === 'small' ? SMALL_COMPANY : LARGE_COMPANY
  const scaled = (count: number) => Math.ceil(count * scale)
  return {
    ...company,
    customers: scaled(company.customers),
    conversations: scaled(company.conversations),
    tickets: scaled(company.tickets),
    longChats: company.longChats.map(scaled),
    longTickets: company.longTickets.map(scaled),
  }
}

/** How a chat stands at the end: three of them are still open. */
export type Ending = 'closed' | 'converted' | 'waiting' | 'unread' | 'answered'

/** Somebody gets in touch: by chat, or by a ticket that begins without one; `length` is that of one that never ends. */
export type Contact = { index: number; customer: number; at: number } & (
  | { kind: 'chat'; ending: Ending }
  | { kind: 'ticket' }
  | { kind: 'long chat' | 'long ticket'; length: number }
)

/** Whether a chat with this ending has not ended. */
export const isOpen = (ending: Ending): boolean => ending !== 'closed' && ending !== 'converted'

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
export const planContacts = (company: Company, now: number): Contact[] => [
  ...planChats(company, now),
  ...planTickets(company, now),
  ...planLong('long chat', company, now),
  ...planLong('long ticket', company, now),
]

const talkativeOf = (customers: number) => Math.max(1, Math.round(customers * (1 - SILENT_SHARE)))
const openOf = ({ conversations, open }: Company) => Math.ceil(conversations * open.share)
const convertedOf = (company: Company) =>
  Math.min(Math.round(company.tickets * CONVERTED_SHARE), company.conversations - openOf(company))

function planChats(company: Company, now: number): Contact[] {
  const { customers, conversations, days, longChats } = company
  const [open, converted] = [openOf(company), convertedOf(company)]
  return Array.from({ length: conversations - longChats.length }, (_, index) => {
    const random = createRandom('chat', index)
    const customer = Math.floor(talkativeOf(customers) * random.next() ** 1.4)
    const ending = endingOf(index, { open, converted })
    const at =
      index < open
        ? now - random.int(MINUTE / 4, company.open.within)
        : contactTime(random, now, days)
    return { kind: 'chat', index, customer, at, ending }
  })
}

function planTickets(company: Company, now: number): Contact[] {
  const { customers, tickets, days, longTickets } = company
  const converted = convertedOf(company)
  const count = Math.max(0, tickets - converted - longTickets.length)
  return Array.from({ length: count }, (_, place) => {
    const index = converted + place
    const random = createRandom('ticket', index)
    const customer = random.int(0, customers - 1)
    // The later of two times: tickets have become more of late.
    const at = Math.max(contactTime(random, now, days), contactTime(random, now, days))
    return { kind: 'ticket', index, customer, at }
  })
}

/** Each by a customer of its own. */
function planLong(
  kind: 'long chat' | 'long ticket',
  { customers, days, longChats, longTickets }: Company,
  now: number,
): Contact[] {
  const lengths = kind === 'long chat' ? longChats : longTickets
  const first = kind === 'long chat' ? longTickets.length : 0
  return lengths.map((length, index) => ({
    kind,
    index,
    customer: (first + index) % customers,
    at: now - (days - 1) * DAY + index * DAY,
    length,
  }))
}

/** When the shop opened: before everything else. */
export const openingTime = ({ days }: Company, now: number): number => now - (days + 7) * DAY
