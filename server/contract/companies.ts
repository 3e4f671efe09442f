import { z } from 'zod'
import { DealSum } from './deals.ts'
import { answer, cursored, limitOf } from './envelope.ts'
import { id, line, rawText, time } from './text.ts'

/**
 * A company that customers belong to: by the domain of their e-mail address, or because somebody said so. `version` grows
 * with every change.
 */
export const Company = z.object({
  id,
  name: z.string(),
  domains: z.array(z.string()),
  version: z.number().int(),
  createdAt: time,
  updatedAt: time,
})
export type Company = z.infer<typeof Company>

/** A company as a list shows it, with how many people it has. */
export const CompanyListItem = Company.extend({ people: z.number().int() })
export type CompanyListItem = z.infer<typeof CompanyListItem>

/** What there is of a company's people, taken together. */
export const CompanyTotals = z.object({
  people: z.number().int(),
  conversations: z.number().int(),
  openConversations: z.number().int(),
  tickets: z.number().int(),
  openTickets: z.number().int(),
  /** By currency; none where no deal is open. */
  openDeals: z.array(DealSum),
})
export type CompanyTotals = z.infer<typeof CompanyTotals>

/**
 * One of the conversations and tickets of a company's people: the open ones first, then the newest. `title`: the subject of
 * a ticket, what was last said in a conversation; empty where nothing was.
 */
export const CompanyItem = z.object({
  kind: z.enum(['conversation', 'ticket']),
  id,
  customer: z.object({ id, name: z.string() }),
  title: z.string(),
  isOpen: z.boolean(),
  at: time,
})
export type CompanyItem = z.infer<typeof CompanyItem>

/** How many people joined and left a company by its domains since its latest change; until it ended there may be more. */
export const CompanySettling = z.object({
  joined: z.number().int(),
  departed: z.number().int(),
  startedAt: time,
  endedAt: time.nullable(),
})
export type CompanySettling = z.infer<typeof CompanySettling>

export const CompanyDetail = Company.extend({
  /** Null where it was never changed. */
  settling: CompanySettling.nullable(),
  totals: CompanyTotals,
  items: z.array(CompanyItem),
})
export type CompanyDetail = z.infer<typeof CompanyDetail>

const domain = rawText
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$/, {
    error: 'must be a domain such as example.com',
  })

/** `domains` of public mail services, and those that are another company's, are refused. */
export const CompanyBody = z.strictObject({
  name: line(1, 200),
  domains: z
    .array(domain)
    .max(50)
    .transform((all) => [...new Set(all)].toSorted())
    .default([]),
})
export type CompanyBody = z.infer<typeof CompanyBody>

/** `version`: the one that was changed. Where there is a later one: 409 `company_changed`, with it as `current`. */
export const UpdateCompanyBody = CompanyBody.extend({ version: z.number().int().min(1).optional() })
export type UpdateCompanyBody = z.infer<typeof UpdateCompanyBody>

/** `q` is part of a name or a domain. */
export const CompanyListQuery = z.object({
  q: rawText.trim().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: limitOf(100, 50),
})

export const CompanyAnswer = answer(Company)
export const CompanyDetailAnswer = answer(CompanyDetail)
export const CompanyPage = cursored(CompanyListItem)
