import { z } from 'zod'
import { AuthorType, Channel, ConversationStatus } from './conversations.ts'
import { answer, limitOf } from './envelope.ts'
import { id, rawText, time } from './text.ts'
import { TicketPriority, TicketStatus } from './tickets.ts'

/** What can be found, in the order it is shown. */
export const SearchKind = z.enum(['customers', 'companies', 'tickets', 'notes', 'messages'])
export type SearchKind = z.infer<typeof SearchKind>

/** What `is:` can say. */
export const SEARCH_IS = ['open', 'closed', 'snoozed', 'unassigned', 'note', 'file'] as const

/**
 * `GET /api/search`. `q` is what somebody types: words that all have to be there, whole, the last one as it begins;
 * capitals and diacritics do not count. Besides:
 *
 * - `"two words"` next to each other; `-word` not there;
 * - `from:` customer, agent, bot, me or (part of) a name; several: any of them;
 * - `to:` or `assignee:` me, none or (part of) an agent's name; several: any of them;
 * - `is:` open, closed, snoozed, unassigned, note or file; `tag:` a tag's name; several: all of them;
 * - `before:` and `after:` a day (`2026-11-25`), a month or a year, or `today` or `yesterday`; `after:` begins with it;
 * - `in:` messages, customers, companies, tickets or notes (those on customers).
 *
 * A value with spaces stands in quotes (`tag:"big order"`). Whatever is none of these is looked for as it stands, so
 * nothing that can be typed is an error. What only is left out (`-word` alone) finds nothing.
 */
export const SearchQuery = z.object({
  q: rawText.max(200),
  /** Only these; a cursor belongs to one kind. */
  kind: SearchKind.optional(),
  cursor: z.string().max(200).optional(),
  limit: limitOf(50, 10),
  /** Where days begin: an IANA name. */
  zone: z.string().max(60).default('UTC'),
})
export type SearchQuery = z.output<typeof SearchQuery>

/** A piece of a text; `isHit` is what was looked for. */
export const SearchPart = z.object({ text: z.string(), isHit: z.boolean() })
export type SearchPart = z.infer<typeof SearchPart>
const parts = z.array(SearchPart)

/** A message or a note. `excerpt` is the place of what was found; `fileName` is there when that is a file's name. */
export const MessageHit = z.object({
  id,
  conversationId: id,
  seq: z.number().int().nullable(),
  afterSeq: z.number().int().nullable(),
  kind: z.enum(['text', 'file', 'note']),
  channel: Channel,
  author: z.object({ type: AuthorType, name: z.string() }),
  excerpt: parts,
  fileName: parts.nullable(),
  sentAt: time,
  conversation: z.object({ status: ConversationStatus, name: z.string() }),
  /** The ticket whose thread it stands in. */
  ticket: z.object({ id, ticketNumber: z.string(), subject: z.string() }).nullable(),
})
export type MessageHit = z.infer<typeof MessageHit>

export const CustomerHit = z.object({
  id,
  name: parts,
  email: parts.nullable(),
  phone: parts.nullable(),
  company: parts.nullable(),
  /** Of their further addresses, numbers and ids those in which something was found. */
  identities: z.array(parts),
})
export type CustomerHit = z.infer<typeof CustomerHit>

export const TicketHit = z.object({
  id,
  ticketNumber: parts,
  subject: parts,
  excerpt: parts,
  status: TicketStatus,
  priority: TicketPriority,
  customerName: z.string(),
  createdAt: time,
})
export type TicketHit = z.infer<typeof TicketHit>

/** What an agent noted about a customer. */
export const NoteHit = z.object({
  id,
  customer: z.object({ id, name: z.string() }),
  author: z.object({ id, name: z.string() }),
  excerpt: parts,
  createdAt: time,
})
export type NoteHit = z.infer<typeof NoteHit>

export const CompanyHit = z.object({ id, name: parts, domains: z.array(parts) })
export type CompanyHit = z.infer<typeof CompanyHit>

// The best of the newest first, then what is older; `next` leads on.
const section = <T extends z.ZodType>(hit: T) =>
  z.object({ hits: z.array(hit), next: z.string().nullable() })

/** What was found. A kind that the words of the query do not fit (`is:note` and customers) has no hits. */
export const Found = z.object({
  customers: section(CustomerHit),
  companies: section(CompanyHit),
  tickets: section(TicketHit),
  notes: section(NoteHit),
  messages: section(MessageHit),
  /** Tags and agents of the query that there are none of, as they were typed. */
  unknown: z.array(z.string()),
  /** Whether everything that is stored can be found, and how many milliseconds of news cannot yet. */
  index: z.object({ isComplete: z.boolean(), lagMs: z.number().int() }),
})
export type Found = z.infer<typeof Found>

export const SearchAnswer = answer(Found)
