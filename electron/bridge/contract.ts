import { z } from 'zod'
import { nativeCalls, nativeEvents } from './native-contract.ts'
import { profileCalls, profileEvents, serverCalls, serverEvents } from './profile-contract.ts'
import { updateCalls, updateEvents } from './update-contract.ts'

/** A place in the console that a deep link, a notification or the menu can lead to. */
export const routeSchema = z.discriminatedUnion('view', [
  z.strictObject({ view: z.literal('inbox') }),
  z.strictObject({ view: z.literal('notifications') }),
  z.strictObject({ view: z.literal('conversation'), id: z.uuid() }),
  z.strictObject({ view: z.literal('ticket'), id: z.uuid() }),
  z.strictObject({ view: z.literal('task'), id: z.uuid() }),
])
export type Route = z.output<typeof routeSchema>

const nothing = z.undefined()
const label = z.string().min(1).max(60)
const secretName = z.enum(['refreshToken', 'accessToken'])

/**
 * `memory`: no trustworthy key store here, so the secret is forgotten when the app quits; `weak`: the
 * person has agreed to it being kept nevertheless.
 */
const secretStorage = z.enum(['keychain', 'weak', 'memory'])

const power = z.strictObject({ state: z.enum(['active', 'idle', 'locked']) })

const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output })

/** Everything the console may ask of the shell, and everything the shell tells the console. */
export const contract = {
  calls: {
    /** Say this once every subscription is in place; events wait in the shell until then. */
    'bridge.ready': call(nothing, nothing),

    ...serverCalls,
    ...profileCalls,

    'secret.read': call(
      z.strictObject({ name: secretName }),
      z.strictObject({ value: z.string().nullable(), storage: secretStorage }),
    ),
    'secret.write': call(
      z.strictObject({ name: secretName, value: z.string().min(1).max(16_384) }),
      z.strictObject({ storage: secretStorage }),
    ),
    'secret.clear': call(z.strictObject({ name: secretName }), nothing),

    'badge.set': call(
      z.strictObject({ count: z.int().min(0).max(99_999) }),
      z.strictObject({ shown: z.boolean() }),
    ),

    /** Only shown while the window is not focused. The same route again replaces what it shows. */
    'notification.show': call(
      z.strictObject({
        id: z.string().min(1).max(200),
        title: z.string().min(1).max(500),
        body: z.string().max(10_000),
        route: routeSchema,
        /** No sound is wanted. */
        silent: z.boolean().optional(),
        /** Stays until somebody does something with it, where the system can. */
        sticky: z.boolean().optional(),
        /** A customer waits: the taskbar button flashes until the window is looked at. */
        urges: z.boolean().optional(),
        /** What can be done in the notification itself, by its label, where the system can. */
        actions: z.strictObject({ reply: label.optional(), read: label.optional() }).optional(),
      }),
      z.discriminatedUnion('shown', [
        z.strictObject({
          shown: z.literal(true),
          /** The system made the sound, and kept to its own do-not-disturb. */
          heard: z.boolean(),
        }),
        z.strictObject({
          shown: z.literal(false),
          why: z.enum([
            'focused',
            'repeated',
            'unsupported',
            'do_not_disturb',
            'denied',
            'failed',
            'unconfirmed',
          ]),
        }),
      ]),
    ),
    /** Takes back what is shown for a route, for instance because it was read elsewhere. */
    'notification.withdraw': call(z.strictObject({ route: routeSchema }), nothing),

    ...nativeCalls,
    ...updateCalls,

    'window.isFocused': call(nothing, z.strictObject({ focused: z.boolean() })),

    /** Whether somebody is at the machine. */
    'power.state': call(nothing, power),
  },
  events: {
    ...nativeEvents,
    ...updateEvents,
    ...serverEvents,
    ...profileEvents,
    'window.focus': z.strictObject({ focused: z.boolean() }),
    'route.open': z.strictObject({ route: routeSchema }),
    /** The person clicked a notification; where it leads comes as `route.open`. */
    'notification.click': z.strictObject({ id: z.string() }),
    /** The person took it away. */
    'notification.dismiss': z.strictObject({ id: z.string() }),
    /** The person answered in the notification, or marked read what it tells of. */
    'notification.reply': z.strictObject({
      id: z.string(),
      route: routeSchema,
      text: z.string().min(1).max(10_000),
    }),
    'notification.read': z.strictObject({ id: z.string(), route: routeSchema }),
    'power.change': power,
    /** The machine slept and woke: connections may be dead. */
    'power.wake': z.strictObject({}),
  },
} as const

type Calls = typeof contract.calls
type Events = typeof contract.events

export type CallName = keyof Calls
export type EventName = keyof Events
export type CallInput<N extends CallName> = z.output<Calls[N]['input']>
export type CallOutput<N extends CallName> = z.output<Calls[N]['output']>
export type EventBody<N extends EventName> = z.output<Events[N]>

/** What crosses the bridge: a refusal is a value there, and a rejected promise on the page. */
export type Answer<T> = { ok: true; value: T } | { ok: false; code: RefusalCode; message: string }
export type RefusalCode = 'not_allowed' | 'invalid_input' | 'failed'

type Named<Name extends string, About extends string> = Name extends `${About}.${infer Rest}`
  ? Rest
  : never
type Subject = CallName | EventName extends infer N
  ? N extends `${infer S}.${string}`
    ? S
    : never
  : never

type CallFunction<N extends CallName> =
  CallInput<N> extends undefined
    ? () => Promise<CallOutput<N>>
    : (input: CallInput<N>) => Promise<CallOutput<N>>

/** Returns the function that ends the subscription. */
type Subscribe<N extends EventName> = (listener: (body: EventBody<N>) => void) => () => void

/**
 * `window.frontdeskDesktop`: call `badge.set` is `badge.set({ count })`, event `route.open` is
 * `route.onOpen(listener)`. Absent in a browser.
 */
export type Desktop = {
  readonly [S in Subject]: {
    readonly [N in CallName as Named<N, S>]: CallFunction<N>
  } & {
    readonly [N in EventName as `on${Capitalize<Named<N, S>>}`]: Subscribe<N>
  }
}

declare global {
  interface Window {
    readonly frontdeskDesktop?: Desktop
  }
}
