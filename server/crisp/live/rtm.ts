import { Crisp } from 'crisp-api'
import { signIn } from '../api/client.ts'
import type { CrispCredentials } from '../api/credentials.ts'
import { EVENTS } from './events.ts'

/** How long things may take; tests are less patient. */
export interface RtmTimes {
  /** From a lost connection to the first new one; doubles up to `mostMs`. */
  firstMs: number
  mostMs: number
  /** A socket that is not signed in by then is given up. */
  signInMs: number
  /** A connection that stays away for so long is begun anew, where Crisp may have moved. */
  awayMs: number
  /** The first wait after credentials were refused; doubles up to `mostRefusedMs`. */
  refusedMs: number
  mostRefusedMs: number
  /** The SDK's own reconnecting. */
  reconnectMs: number
}

export const RTM_TIMES: RtmTimes = {
  firstMs: 1_000,
  mostMs: 60_000,
  signInMs: 15_000,
  awayMs: 60_000,
  refusedMs: 60_000,
  mostRefusedMs: 900_000,
  reconnectMs: 2_000,
}

export interface RtmOptions {
  credentials: CrispCredentials
  times: RtmTimes
  onEvent: (name: string, data: unknown) => void
  /** Signed in, for the first time or again: what was said before is lost and must be asked for. */
  onLive: () => void
  onDown: (why: string) => void
  onRefused: (why: string) => void
}

// The SDK keeps its socket to itself, and hides in it what goes wrong.
class Instance extends Crisp {
  get socket() {
    // oxlint-disable-next-line no-underscore-dangle -- the SDK names it so
    return this._socket
  }
}

type Socket = NonNullable<Instance['socket']>

/**
 * The live connection to Crisp, kept for as long as it takes. The SDK's own dead ends are answered by a new instance:
 * discovery that failed, a server that hung up, a socket that never signs in, credentials that were refused.
 */
export class Rtm {
  readonly #options: RtmOptions
  #socket: Socket | undefined
  #timer: NodeJS.Timeout | undefined
  #failures = 0
  #refusals = 0
  #isStopped = false

  constructor(options: RtmOptions) {
    this.#options = options
  }

  start(): void {
    void this.#connect()
  }

  stop(): void {
    this.#isStopped = true
    this.#dispose()
  }

  async #connect(): Promise<void> {
    const { credentials, onEvent, onDown } = this.#options
    const instance = signIn(new Instance(), credentials)
    // Later ones are refused, and only the first promise tells of a failure.
    const [bound] = EVENTS.map((name) =>
      instance.on(name, (data: unknown) => {
        if (name === 'plugin:subscription:updated') rebind(instance)
        onEvent(name, data)
      }),
    )
    try {
      await bound
    } catch {
      onDown('discovery_failed')
      this.#again()
      return
    }
    if (instance.socket) this.#watch(instance.socket)
    if (this.#isStopped) this.#dispose()
  }

  #watch(socket: Socket): void {
    const { times, onLive, onDown } = this.#options
    this.#socket = socket
    socket.io.reconnectionDelay(times.reconnectMs)
    socket.io.reconnectionDelayMax(times.reconnectMs * 2)
    // The SDK's own listener throws, which would end the process; nothing can have come before this one.
    socket.off('unauthorized')
    socket.on('unauthorized', (told: unknown) => this.#refused(told))
    socket.on('authenticated', () => {
      this.#failures = 0
      this.#refusals = 0
      clearTimeout(this.#timer)
      onLive()
    })
    socket.on('disconnect', (reason: string) => {
      onDown(reason)
      // After this the SDK stays away for good.
      if (reason === 'io server disconnect') this.#again()
      else this.#expect(times.awayMs)
    })
    this.#expect(times.signInMs)
  }

  #expect(withinMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#options.onDown('no_sign_in')
      this.#again()
    }, withinMs)
  }

  #refused(told: unknown): void {
    const { times, onRefused } = this.#options
    const message = (told as { message?: unknown } | undefined)?.message
    onRefused(typeof message === 'string' ? message : 'unauthorized')
    this.#dispose()
    this.#later(Math.min(times.mostRefusedMs, times.refusedMs * 2 ** this.#refusals++))
  }

  #again(): void {
    const { firstMs, mostMs } = this.#options.times
    this.#dispose()
    this.#later(Math.min(mostMs, firstMs * 2 ** this.#failures++))
  }

  #later(ms: number): void {
    if (this.#isStopped) return
    this.#timer = setTimeout(() => void this.#connect(), ms)
  }

  #dispose(): void {
    clearTimeout(this.#timer)
    this.#socket?.removeAllListeners()
    this.#socket?.disconnect()
    this.#socket = undefined
  }
}

// The websites of the token are others now. Refused when asked for twice in a moment: the first was enough.
function rebind(instance: Instance): void {
  try {
    void instance.rebindSocket()
  } catch {
    // Nothing to do: see above.
  }
}
