import { z } from 'zod'
import { answer } from './envelope.ts'
import { Availability, capacity } from './routing.ts'
import { email, id, line, rawText, time } from './text.ts'

/** What an account may be, weakest first. */
export const ROLES = ['customer', 'agent', 'supervisor', 'admin'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** True when `role` is at least `needed`. */
export const atLeast = (role: Role, needed: Role) => ROLES.indexOf(role) >= ROLES.indexOf(needed)

export const Language = z.enum(['en', 'vi'])
export type Language = z.infer<typeof Language>

export const Password = z.string().min(8).max(200)

export const RegisterBody = z.strictObject({
  email,
  password: Password,
  name: line(2, 100),
  role: Role.optional(),
})
export type RegisterBody = z.infer<typeof RegisterBody>

/** `totp` is accepted and ignored for an account without a second factor. */
export const LoginBody = z.strictObject({
  email: rawText.trim().toLowerCase().max(254),
  password: z.string().max(200),
  totp: z.string().max(20).optional(),
})
export type LoginBody = z.infer<typeof LoginBody>

export const RefreshBody = z.strictObject({ refreshToken: z.string().max(500) })

/** An account as `GET /api/auth/me` and `GET /api/users` show it. */
export const User = z.object({
  id,
  email: z.string(),
  name: z.string(),
  role: Role,
  isActive: z.boolean(),
  language: Language.nullable(),
  createdAt: time,
  updatedAt: time,
})
export type User = z.infer<typeof User>

/** A signed-in pair: `expiresIn` is the access token's life in seconds. */
export const TokenPair = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: z.number().int(),
})
export type TokenPair = z.infer<typeof TokenPair>

export const SignedIn = TokenPair.extend({ user: User })
export type SignedIn = z.infer<typeof SignedIn>

export const SignedInAnswer = answer(SignedIn)
export const TokenPairAnswer = answer(TokenPair)
export const UserAnswer = answer(User)

/** `GET /api/auth/setup`: true while no admin exists and the console must show its set-up screen. */
export const SetupAnswer = answer(
  z.object({ needsAdmin: z.boolean(), customerRegistration: z.boolean() }),
)

/** Agents and up. `isPresent`: a console of theirs is open. `capacity` null is the workspace's. */
export const Agent = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role: Role,
  isActive: z.boolean(),
  availability: Availability,
  isPresent: z.boolean(),
  capacity: capacity.nullable(),
})
export type Agent = z.infer<typeof Agent>

export const UpdateMeBody = z.strictObject({
  name: line(2, 100).optional(),
  language: Language.nullable().optional(),
})

/** `POST /api/auth/password`. */
export const ChangePasswordBody = z.strictObject({
  currentPassword: z.string().max(200),
  newPassword: Password,
})
/** `signedOut`: how many other sessions of the account this has ended. */
export const PasswordChangedAnswer = answer(z.object({ signedOut: z.number().int() }))

export const UpdateUserBody = z.strictObject({
  name: line(2, 100).optional(),
  role: Role.optional(),
  isActive: z.boolean().optional(),
  password: Password.optional(),
  capacity: capacity.nullable().optional(),
})

/** An API key; `key` is shown once, when it is created. */
export const ApiKey = z.object({
  id,
  name: z.string(),
  createdAt: time,
  lastUsedAt: time.nullable(),
  key: z.string().optional(),
})
export const CreateApiKeyBody = z.strictObject({ name: line(1, 100) })
