import { z } from 'zod'
import { answer } from './envelope.ts'
import { PagePattern } from './page-patterns.ts'
import { id, inWords, line } from './text.ts'
import { ChatMessage } from './webchat.ts'

/** A message the chat shows by itself, beside its launcher. Each visitor sees it once. */
export const ProactiveRule = z.strictObject({
  /** Chosen by whoever makes the rule. What was shown is kept by it: another id is another message. */
  id: z.guid().toLowerCase(),
  name: line(1, 80),
  isOn: z.boolean().default(true),
  /** Shown in the visitor's language, or in the other one where it is empty. */
  text: inWords(500).refine(({ en, vi }) => en !== '' || vi !== '', {
    error: 'is needed in one language at least',
  }),
  /** Where: on any of these, everywhere without one. */
  pages: z.array(PagePattern).max(20).default([]),
  /** After so many seconds on the page. */
  seconds: z.number().int().min(0).max(3_600).default(10),
  /** Only while the opening hours say open, or closed. */
  hours: z.enum(['always', 'open', 'closed']).default('always'),
  /** New is who came to the site for the first time less than a day ago, in this browser. */
  visitors: z.enum(['all', 'new', 'returning']).default('all'),
})
export type ProactiveRule = z.infer<typeof ProactiveRule>

/** When the chat asks for a message to show: what of a rule every visitor is told. */
export const ProactiveTrigger = z.object({
  id,
  /** The source of a regular expression over the host and path of a page, without case; empty for everywhere. */
  where: z.string(),
  seconds: z.number().int(),
})
export type ProactiveTrigger = z.infer<typeof ProactiveTrigger>

/** `POST /api/chat/proactive`: the time of a rule has come for a visitor. */
export const ShowProactiveBody = z.object({
  ruleId: z.guid().toLowerCase(),
  /** Made once by this browser on this site; from its first chat on the same as the chat's `visitorId`. */
  visitorId: z.guid().toLowerCase(),
  /** When this browser came to the site first, in ms since 1970; without it the visitor is new. */
  since: z.number().optional(),
  language: z.enum(['en', 'vi']).default('en'),
  /** Who the visitor is by the site's word; one that is not good is no word. */
  identityToken: z.string().max(4_000).optional(),
})

/** What is to be shown, if anything. */
export const ShownProactive = z.object({
  /**
   * Null: this visitor is not shown it. Its `id` is the `proactiveId` of the chat that answers it; as it belongs to no
   * session yet, the same stands in `sessionId`.
   */
  message: ChatMessage.nullable(),
  /** For how long it is of no use to ask again. */
  againMs: z.number().int(),
})
export type ShownProactive = z.infer<typeof ShownProactive>

/** `GET /api/settings/webchat/proactive`: what became of each rule that was shown to anybody. */
export const ProactiveCount = z.object({
  ruleId: id,
  shown: z.number().int(),
  /** By how many visitors the chat was opened at it. */
  opened: z.number().int(),
  /** How many started a chat with it. */
  answered: z.number().int(),
})
export type ProactiveCount = z.infer<typeof ProactiveCount>

export const ShownProactiveAnswer = answer(ShownProactive)
export const ProactiveCountsAnswer = answer(z.array(ProactiveCount))
