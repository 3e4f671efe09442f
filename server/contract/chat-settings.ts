import { z } from 'zod'
import { answer } from './envelope.ts'
import { UploadRules } from './files.ts'
import { HOLIDAY_NAME_MAX, HOLIDAYS_MAX } from './holidays.ts'
import { ProactiveRule, ProactiveTrigger } from './proactive.ts'
import { inWords, line, rawText, time } from './text.ts'

/** A text of the chat in each language; an empty one stands for the chat's own words. */
const words = (max: number) => inWords(max).prefault({})

/** How the chat looks on a site. */
export const Appearance = z.strictObject({
  /** `#rrggbb`; the chat itself picks the colour of what stands on it. */
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, { error: 'must be a colour such as #1f6feb' })
    .toLowerCase()
    .default('#2457d6'),
  position: z.enum(['right', 'left']).default('right'),
  /** Pixels from the window's edges. */
  offset: z.number().int().min(0).max(200).default(20),
  launcher: z.enum(['bubble', 'label']).default('bubble'),
  launcherText: words(40),
  title: words(60),
  greeting: words(300),
  /** A small picture as a `data:image/png|jpeg|webp;base64,` address; empty for none. */
  avatar: z
    .string()
    .max(60_000)
    .regex(/^(data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+)?$/, {
      error: 'must be a PNG, JPEG or WebP picture',
    })
    .default(''),
})
export type Appearance = z.infer<typeof Appearance>

/** A question of the form before the chat, beside name and e-mail. */
export const StartField = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'must be a short name in small letters' }),
  label: inWords(80).refine(({ en, vi }) => en !== '' || vi !== '', {
    error: 'is needed in one language at least',
  }),
  /** `phone` and `company` also land on the customer, where they have none yet. */
  kind: z.enum(['text', 'long_text', 'choice', 'phone', 'company']),
  isRequired: z.boolean().default(false),
  /** What can be chosen, for `choice`. */
  choices: z.array(line(1, 80)).max(50).default([]),
  /** The key of the customer field that has the answer of a new customer too. */
  customerField: z.string().max(40).optional(),
})
export type StartField = z.infer<typeof StartField>

const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time such as 09:00' })

/** From a time to another; to an earlier or the same time means past midnight, into the next day. */
export const Interval = z.strictObject({ from: clock, to: clock })
export type Interval = z.infer<typeof Interval>

const isZone = (zone: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}

/** A time zone by its IANA name. */
export const zone = z
  .string()
  .max(60)
  .refine(isZone, { error: 'must be a time zone such as Asia/Ho_Chi_Minh' })
  .default('UTC')

/** When somebody answers. `week` begins on Monday; a holiday is closed whatever the week says. */
export const OpeningHours = z.strictObject({
  /** Off: the chat is always open. */
  isOn: z.boolean().default(false),
  zone,
  week: z
    .array(z.array(Interval).max(10))
    .length(7)
    .default(() =>
      [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? [{ from: '09:00', to: '18:00' }] : [])),
    ),
  holidays: z
    .array(z.strictObject({ date: z.iso.date(), name: line(0, HOLIDAY_NAME_MAX).default('') }))
    .max(HOLIDAYS_MAX)
    .default([]),
})
export type OpeningHours = z.infer<typeof OpeningHours>

/** Everything an admin decides about the web chat. */
export const ChatSettings = z.object({
  appearance: Appearance.prefault({}),
  fields: z.array(StartField).max(12).default([]),
  hours: OpeningHours.prefault({}),
  /** Also while hours say open: with no agent online the chat takes a message and makes it a ticket. */
  needsAgentOnline: z.boolean().default(false),
  files: z
    .strictObject({
      isAllowed: z.boolean().default(true),
      maxMegabytes: z.number().int().min(1).max(25).default(10),
      types: z
        .array(
          z.string().regex(/^[a-z]+\/([a-z0-9.+-]+|\*)$/, {
            error: 'must be a media type such as image/*',
          }),
        )
        .max(50)
        .default([
          'image/*',
          'application/pdf',
          'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'text/plain',
          'application/zip',
          'audio/*',
          'video/*',
        ]),
    })
    .prefault({}),
  /** Asks for a rating once the chat is closed. */
  asksRating: z.boolean().default(true),
  /** What the chat says by itself; of several that could be shown on a page the first. */
  proactive: z.array(ProactiveRule).max(20).default([]),
  limits: z
    .strictObject({
      messagesPerMinute: z.number().int().min(5).max(600).default(60),
      chatsPerHour: z.number().int().min(1).max(1_000).default(60),
    })
    .prefault({}),
})
export type ChatSettings = z.infer<typeof ChatSettings>

const { appearance, fields, hours, needsAgentOnline, files, asksRating, proactive, limits } =
  ChatSettings.shape

/**
 * Any subset; each part is replaced whole. Keys of `fields` and ids of `proactive` are unique, and a `choice` has
 * something to choose.
 */
export const UpdateChatSettingsBody = z.strictObject({
  appearance: appearance.unwrap().optional(),
  fields: fields
    .unwrap()
    .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, {
      error: 'keys must be unique',
    })
    .refine((all) => all.every(({ kind, choices }) => kind !== 'choice' || choices.length > 0), {
      error: 'a choice needs something to choose',
    })
    .optional(),
  hours: hours.unwrap().optional(),
  needsAgentOnline: needsAgentOnline.unwrap().optional(),
  files: files.unwrap().optional(),
  asksRating: asksRating.unwrap().optional(),
  proactive: proactive
    .unwrap()
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, {
      error: 'ids must be unique',
    })
    .optional(),
  limits: limits.unwrap().optional(),
})

/** A question as visitors are told of it. */
export const PublicStartField = StartField.omit({ customerField: true })

/** `GET /api/chat/widget`: what the chat needs before anybody has signed in or started anything. */
export const PublicChat = z.object({
  workspaceName: z.string(),
  appearance: Appearance,
  fields: z.array(PublicStartField),
  /** Whether somebody can answer now, and if not, when (null: not known). */
  isOpen: z.boolean(),
  opensAt: time.nullable(),
  files: UploadRules,
  asksRating: z.boolean(),
  /** When to ask for a message to show; those that the opening hours allow now. */
  proactive: z.array(ProactiveTrigger),
})
export type PublicChat = z.infer<typeof PublicChat>

/** `POST /api/settings/webchat/identity-secret`: makes a new secret; tokens signed with the old one are no longer taken. */
export const IdentitySecret = z.object({ secret: z.string() })
export type IdentitySecret = z.infer<typeof IdentitySecret>

/**
 * What a site's own server signs (HS256, at most an hour) to say who its visitor is. `sub` is the person's id on that
 * site. See `identityToken` of `startChat` and `identify`.
 */
export const IdentityClaims = z.object({
  sub: rawText.trim().min(1).max(200),
  email: z.string().nullish(),
  name: z.string().nullish(),
  phone: z.string().nullish(),
  company: z.string().nullish(),
  iat: z.number().optional(),
  exp: z.number(),
})
export type IdentityClaims = z.infer<typeof IdentityClaims>

export const ChatSettingsAnswer = answer(
  ChatSettings.extend({
    /** Whether there is a secret that sites can sign identities with. */
    hasIdentitySecret: z.boolean(),
  }),
)
export const PublicChatAnswer = answer(PublicChat)
export const IdentitySecretAnswer = answer(IdentitySecret)
