import { z } from 'zod'

const nothing = z.undefined()
const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output })

/**
 * It runs from its source, the system's packages bring updates, nobody vouches for it, none were named, or it lies where
 * it cannot be replaced.
 */
const updateOff = z.enum(['unpackaged', 'package_managed', 'unsigned', 'no_source', 'not_writable'])
export type UpdateOff = z.output<typeof updateOff>

const version = z.string().max(100)
const updateState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('off'), why: updateOff }),
  z.strictObject({ state: z.literal('idle'), checkedAt: z.iso.datetime().nullable() }),
  z.strictObject({ state: z.literal('checking') }),
  z.strictObject({ state: z.literal('available'), version }),
  z.strictObject({
    state: z.literal('downloading'),
    version,
    /** From 0 to 1. */
    done: z.number().min(0).max(1),
  }),
  z.strictObject({
    state: z.literal('ready'),
    version,
    /** It is installed as soon as the agent no longer writes and nothing is unsent. */
    waits: z.boolean(),
  }),
  z.strictObject({ state: z.literal('failed'), at: z.iso.datetime() }),
])
export type UpdateState = z.output<typeof updateState>

export const updateCalls = {
  'update.get': call(nothing, updateState),
  /** Looks for a newer version now. */
  'update.check': call(nothing, nothing),
  /** Restarts into the version that is ready. */
  'update.install': call(nothing, nothing),
}

export const updateEvents = {
  'update.change': updateState,
  /** The menu asks for the page that shows it. */
  'update.look': z.strictObject({}),
}
