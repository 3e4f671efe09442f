import { z } from 'zod'
import { totalled } from './envelope.ts'
import { id, line, rawText, time } from './text.ts'

const webAddress = rawText
  .max(2_000)
  .refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text), {
    error: 'must be an http or https address',
  })

/** A page of the site a visitor is on. */
export const Page = z.object({ url: webAddress, title: rawText.max(300).default('') })
export type Page = z.infer<typeof Page>

/**
 * What the chat tells of its visitor when it starts; all of it is the visitor's word. What cannot be kept, such as the
 * address of a page in a file, is left out: nobody is refused a chat for it.
 */
export const VisitorReport = z.object({
  /** Made once by this browser. */
  visitorId: z.guid().toLowerCase().optional().catch(undefined),
  page: Page.optional().catch(undefined),
  referrer: webAddress.optional().catch(undefined),
  /** IANA time zone. */
  zone: line(1, 60).optional().catch(undefined),
  language: line(1, 35).optional().catch(undefined),
})
export type VisitorReport = z.infer<typeof VisitorReport>

/** What agents see of a visitor. `pages` are the latest twenty, the newest first. */
export const VisitorContext = z.object({
  pages: z.array(z.object({ url: z.string(), title: z.string(), at: time })),
  referrer: z.string().nullable(),
  zone: z.string().nullable(),
  language: z.string().nullable(),
  userAgent: z.string().nullable(),
  /** Answers of the start form, by the question's label. */
  fields: z.array(z.object({ key: z.string(), label: z.string(), value: z.string() })),
})
export type VisitorContext = z.infer<typeof VisitorContext>

/** What a customer thought of a chat: 1 (bad) to 5 (good). `ratedAt` follows a change. */
export const Rating = z.object({
  score: z.number().int().min(1).max(5),
  comment: z.string().nullable(),
  ratedAt: time,
  /** Until then the customer may change it. */
  editableUntil: time,
})
export type Rating = z.infer<typeof Rating>

/**
 * `POST /api/inbox/:id/block`: keeps this conversation's customer and browser from chatting, for good without `minutes`.
 * Whoever clears the browser's storage and gives another address comes as somebody new. Where the site has not signed
 * for the customer, the same customer with a signature may go on chatting.
 */
export const BlockBody = z.strictObject({
  minutes: z.number().int().min(1).max(525_600).nullable().default(null),
})

/** A visitor who may not chat. */
export const Block = z.object({
  id,
  kind: z.enum(['customer', 'visitor']),
  value: z.string(),
  /** The customer's name, where known. */
  name: z.string().nullable(),
  /** The agent's name. */
  blockedBy: z.string().nullable(),
  createdAt: time,
  until: time.nullable(),
})
export type Block = z.infer<typeof Block>
export const BlockListAnswer = totalled(Block)
