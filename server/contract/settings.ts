import { z } from 'zod'
import { Currency } from './deals.ts'
import { answer } from './envelope.ts'
import { line } from './text.ts'

// As strict as a policy header needs: URL parsers let `;` and `,` stand in a host. A `*.` means every name below.
const ORIGIN = /^https?:\/\/(\[[0-9a-f:.]+\]|(\*\.)?[a-z0-9._-]+)(:\d+)?$/

const originOf = (text: string) => (text === '*' ? '*' : (URL.parse(text)?.origin ?? ''))

/** A site that may embed the chat, as its origin; `*` is any. */
export const ChatOrigin = z
  .string()
  .max(300)
  .refine((text) => text === '*' || ORIGIN.test(originOf(text)), {
    error: 'must be * or an http or https address',
  })
  .overwrite(originOf)

/** What an admin decides for the whole workspace. */
export const Settings = z.object({
  workspaceName: line(1, 100).default('Frontdesk'),
  /** Whether anyone may register as a `customer`. */
  customerRegistration: z.boolean().default(false),
  /** Origins that may embed the chat: `["*"]` means any site. */
  chatOrigins: z.array(z.string().max(300)).max(200).default(['*']),
  /** The currency of a deal that names none (ISO 4217). */
  currency: Currency.default('USD'),
})
export type Settings = z.infer<typeof Settings>

export const UpdateSettingsBody = z.strictObject({
  workspaceName: line(1, 100).optional(),
  customerRegistration: z.boolean().optional(),
  chatOrigins: z.array(ChatOrigin).max(200).optional(),
  currency: Currency.optional(),
})

export const SettingsAnswer = answer(Settings)
