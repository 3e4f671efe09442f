import { z } from 'zod'
import { answer, PageQuery } from './envelope.ts'
import { id, rawText, time } from './text.ts'

// Part B: the interface of the tool that this replaces, with its own envelope and spelling.

/** Where a list of Part B stands; the spelling is part of the contract. */
const Pagination = z.object({
  total: z.number().int(),
  page: z.number().int(),
  pageParRecord: z.number().int(),
})

const crispAnswer = <T extends z.ZodType>(data: T) =>
  z.object({ code: z.literal(200), message: z.string(), data, pagination: Pagination })

/** A conversation of Crisp as we have it. */
export const CrispConversation = z.object({
  session_id: z.string(),
  website_id: z.string(),
  /** 0 pending, 1 unresolved, 2 resolved. */
  status: z.number().int(),
  state: z.string(),
  meta_nickname: z.string().nullable(),
  meta_email: z.string().nullable(),
  meta_phone: z.string().nullable(),
  people_id: z.string().nullable(),
  inbox_id: z.string().nullable(),
  is_blocked: z.boolean(),
  assigned_user_id: z.string().nullable(),
  created_at_crisp: time.nullable(),
  updated_at_crisp: time.nullable(),
})
export type CrispConversation = z.infer<typeof CrispConversation>

/** A message of Crisp as we have it; what is no text in `content` is JSON. */
export const CrispMessage = z.object({
  fingerprint: z.string(),
  session_id: z.string(),
  website_id: z.string(),
  type: z.string(),
  from: z.enum(['visitor', 'operator']),
  content: z.string(),
  timestamp: z.string(),
})
export type CrispMessage = z.infer<typeof CrispMessage>

export const CrispConversations = crispAnswer(z.array(CrispConversation))
export const CrispMessages = crispAnswer(z.array(CrispMessage))

/** A refusal of Part B. */
export const CrispProblem = z.object({
  code: z.number().int(),
  message: z.string(),
  error: z.string(),
})
export type CrispProblem = z.infer<typeof CrispProblem>

const crispId = rawText.min(1).max(200)
export const OfCrispWebsite = z.object({ websiteId: crispId })
export const OfCrispSession = z.object({ sessionId: crispId })
export const OfCrispConversation = z.object({ websiteId: crispId, sessionId: crispId })
export const CrispConversationQuery = PageQuery.extend({ websiteId: crispId.optional() })
export const CrispMessageQuery = PageQuery

/** What Crisp posts to a web hook; `data` is what the live connection would tell. */
export const CrispHook = z.looseObject({
  event: z.string().max(200),
  website_id: z.string().optional(),
  data: z.unknown().optional(),
})

/** What Crisp knows of who is in a conversation of ours, besides who they are. */
export const CrispVisitor = z.object({
  /** The name of the website it is on. */
  website: z.string(),
  /** Nothing they write reaches operators there any more. */
  isBlocked: z.boolean(),
  subject: z.string().nullable(),
  segments: z.array(z.string()),
  /** Others who are told of what is said, by their address, number or name. */
  participants: z.array(z.string()),
})
export type CrispVisitor = z.infer<typeof CrispVisitor>

// Part C: how the connection stands, and what can be set about it.

/** How far bringing in the past of a website is done. */
export const CrispBackfill = z.object({
  state: z.enum(['none', 'wanted', 'running', 'done']),
  /** Conversations read so far, and about how many there are; null until that is known. */
  done: z.number().int(),
  total: z.number().int().nullable(),
  messages: z.number().int(),
  requests: z.number().int(),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  secondsLeft: z.number().int().nullable(),
})
export type CrispBackfill = z.infer<typeof CrispBackfill>

export const CrispWebsite = z.object({
  id: z.string(),
  name: z.string(),
  isEnabled: z.boolean(),
  /** The team new conversations go to, and other teams by the id of a Crisp inbox. */
  teamId: id.nullable(),
  inboxRules: z.record(z.string(), id),
  lastEventAt: time.nullable(),
  /** From Crisp's time of the last live message to our commit of it. */
  lagMs: z.number().int().nullable(),
  caughtUpAt: time.nullable(),
  lastError: z.string().nullable(),
  lastErrorAt: time.nullable(),
  conversations: z.number().int(),
  backfill: CrispBackfill,
})
export type CrispWebsite = z.infer<typeof CrispWebsite>

/** `GET /api/crisp/status`. `off` is Crisp without credentials. */
export const CrispStatus = z.object({
  connection: z.enum(['off', 'connecting', 'live', 'down', 'refused']),
  since: time.nullable(),
  /** Why it is not live, in a word of the protocol. */
  why: z.string().nullable(),
  tier: z.string().nullable(),
  /** Requests of the day. */
  quota: z.object({ used: z.number().int(), perDay: z.number().int() }),
  /** What is still to be said to Crisp, and what it did not take. */
  outbox: z.object({ waiting: z.number().int(), failed: z.number().int() }),
  /** What Crisp said and could not be taken in. */
  lost: z.number().int(),
  websites: z.array(CrispWebsite),
})
export type CrispStatus = z.infer<typeof CrispStatus>

export const UpdateCrispWebsiteBody = z.strictObject({
  isEnabled: z.boolean().optional(),
  teamId: z.guid().toLowerCase().nullable().optional(),
  inboxRules: z.record(rawText.min(1).max(200), z.guid().toLowerCase()).optional(),
})
export type UpdateCrispWebsiteBody = z.infer<typeof UpdateCrispWebsiteBody>

export const CrispStatusAnswer = answer(CrispStatus)
export const CrispWebsiteAnswer = answer(CrispWebsite)
export const CrispVisitorAnswer = answer(CrispVisitor)
export const CrispRetryAnswer = answer(z.object({ id }))
