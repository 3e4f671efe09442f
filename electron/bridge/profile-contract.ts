import { z } from 'zod'

const nothing = z.undefined()
const id = z.uuid()
const name = z.string().trim().min(1).max(100)

/** Why an address is no server one can connect to. */
const checkFailure = z.enum([
  'invalid_address',
  'bracketed_address',
  'not_found',
  'offline',
  'unreachable',
  'timeout',
  'redirected',
  'not_frontdesk',
  'not_secure',
  'certificate_untrusted',
  'certificate_expired',
  'certificate_other_name',
  'certificate',
])
export type CheckFailure = z.output<typeof checkFailure>

/** How the server of this window is; `none` until a place is chosen, a team's server is `running`. */
const serverState = z.enum(['none', 'starting', 'running', 'restarting', 'failed'])
export type ServerState = z.output<typeof serverState>

const profile = z.strictObject({
  id,
  name,
  place: z.enum(['computer', 'server']),
  url: z.url().nullable(),
})

export const serverCalls = {
  /** The address is null while there is nobody to talk to. */
  'server.get': {
    input: nothing,
    output: z.strictObject({ url: z.url().nullable(), state: serverState }),
  },
  /** The last lines of the log of the server on this computer. */
  'server.log': { input: nothing, output: z.strictObject({ lines: z.array(z.string()) }) },
  /** Starts the server on this computer again after it was given up. */
  'server.retry': { input: nothing, output: nothing },
} as const

export const serverEvents = {
  'server.change': z.strictObject({ state: serverState }),
} as const

/** Where one works: each profile has its own storage, secrets and notifications. */
export const profileCalls = {
  'profile.list': {
    input: nothing,
    output: z.strictObject({ current: id.nullable(), profiles: z.array(profile) }),
  },
  /** Checks the server, and goes there: the window is replaced then. */
  'profile.add': {
    input: z.discriminatedUnion('place', [
      z.strictObject({ place: z.literal('computer') }),
      z.strictObject({
        place: z.literal('server'),
        url: z.string().max(2048),
        name: name.optional(),
      }),
    ]),
    output: z.discriminatedUnion('added', [
      z.strictObject({ added: z.literal(true) }),
      z.strictObject({
        added: z.literal(false),
        why: z.enum([...checkFailure.options, 'declined']),
      }),
    ]),
  },
  'profile.use': { input: z.strictObject({ id }), output: nothing },
  'profile.rename': { input: z.strictObject({ id, name }), output: nothing },
  /** Asks the person in a native dialog, then forgets the profile with all that is kept for it. */
  'profile.remove': {
    input: z.strictObject({ id }),
    output: z.strictObject({ removed: z.boolean() }),
  },
  /** After signing out: clears what this profile keeps here, and loads the page anew. */
  'profile.clear': { input: z.strictObject({ keepsUnsent: z.boolean() }), output: nothing },
} as const

export const profileEvents = {
  /** The menu asks for the list of servers. */
  'profile.manage': z.strictObject({}),
} as const
