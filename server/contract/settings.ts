import { z } from 'zod'
import { answer } from './envelope.ts'
import { line } from './text.ts'

/** What an admin decides for the whole workspace. */
export const Settings = z.object({
  workspaceName: line(1, 100).default('Frontdesk'),
  /** Whether anyone may register as a `customer`. */
  customerRegistration: z.boolean().default(false),
  /** Origins that may embed the chat: `["*"]` means any site. */
  chatOrigins: z.array(z.string().max(300)).max(200).default(['*']),
})
export type Settings = z.infer<typeof Settings>

export const UpdateSettingsBody = z.strictObject({
  workspaceName: line(1, 100).optional(),
  customerRegistration: z.boolean().optional(),
  chatOrigins: z
    .array(z.union([z.literal('*'), z.url()]))
    .max(200)
    .optional(),
})

export const SettingsAnswer = answer(Settings)
