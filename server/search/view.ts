import type { CompanyHit, CustomerHit, MessageHit, NoteHit, TicketHit } from '../contract/search.ts'
import type { Phrase } from '../db/full-text.ts'
import { ticketNumber } from '../tickets/index.ts'
import { namesOf } from './documents.ts'
import { excerptOf, marked } from './excerpt.ts'
import type { FoundCompany, FoundCustomer, FoundMessage, FoundNote, FoundTicket } from './find.ts'

export function viewMessage(row: FoundMessage, phrases: readonly Phrase[]): MessageHit {
  const names = namesOf(row).map((name) => marked(name, phrases))
  const fileName = names.find((parts) => parts.some(({ isHit }) => isHit)) ?? names[0] ?? null
  return {
    id: row.id,
    conversationId: row.conversationId,
    seq: row.seq,
    afterSeq: row.seq === null ? row.position : null,
    kind: row.kind === 'event' ? 'text' : row.kind,
    channel: row.channel,
    author: { type: row.authorType, name: row.authorName },
    excerpt: excerptOf(row.content, phrases),
    fileName,
    sentAt: row.sentAt,
    conversation: { status: row.status, name: row.visitorName || row.customerName },
    ticket:
      row.ticketId === null
        ? null
        : {
            id: row.ticketId,
            ticketNumber: ticketNumber(row.ticketNumber ?? 0),
            subject: row.ticketSubject ?? '',
          },
  }
}

export function viewCustomer(row: FoundCustomer, phrases: readonly Phrase[]): CustomerHit {
  const field = (text: string | null) => (text === null ? null : marked(text, phrases))
  return {
    id: row.id,
    name: marked(row.name, phrases),
    email: field(row.email),
    phone: field(row.phone),
    company: field(row.company),
    identities: row.identities
      .map((value) => marked(value, phrases))
      .filter((parts) => parts.some(({ isHit }) => isHit)),
  }
}

export const viewNote = (row: FoundNote, phrases: readonly Phrase[]): NoteHit => ({
  id: row.id,
  customer: { id: row.customerId, name: row.customerName },
  author: { id: row.authorId, name: row.authorName },
  excerpt: excerptOf(row.content, phrases),
  createdAt: row.createdAt,
})

export const viewCompany = (row: FoundCompany, phrases: readonly Phrase[]): CompanyHit => ({
  id: row.id,
  name: marked(row.name, phrases),
  domains: row.domains.map((domain) => marked(domain, phrases)),
})

export const viewTicket = (row: FoundTicket, phrases: readonly Phrase[]): TicketHit => ({
  id: row.id,
  ticketNumber: marked(ticketNumber(row.ticketNumber), phrases),
  subject: marked(row.subject, phrases),
  excerpt: excerptOf(row.description, phrases),
  status: row.status,
  priority: row.priority,
  customerName: row.customerName,
  createdAt: row.createdAt,
})
