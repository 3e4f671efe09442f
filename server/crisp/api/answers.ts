import { subscribe, unsubscribe } from 'node:diagnostics_channel'

// The SDK hides the status and the headers of an answer; Node tells of them to whoever listens.
const CHANNEL = 'undici:request:headers'
const TOO_MANY = new Set([420, 423, 429, 503])
const PARTIAL = 206
const KEPT = 200

interface Told {
  request: { origin?: unknown; path: string }
  response: { statusCode: number; headers: Buffer[] }
}

/** What the answers of Crisp say besides their bodies. */
export class Answers {
  readonly #origin: string
  readonly #onWait: (ms: number) => void
  readonly #statuses = new Map<string, number>()
  #isPartialKnown = false
  readonly #listen = (told: unknown) => this.#hear(told as Told)

  /** `onWait` hears how long a refusal asks to wait, in milliseconds. */
  constructor(restHost: string, onWait: (ms: number) => void) {
    this.#origin = new URL(restHost).origin
    this.#onWait = onWait
    subscribe(CHANNEL, this.#listen)
  }

  /**
   * Whether the last answer to a path said that nothing is missing from it. Crisp says 206 where there is more and 200
   * where there is not; that is believed once it has said 206.
   */
  wasLast(path: string): boolean {
    const status = this.#statuses.get(path)
    this.#statuses.delete(path)
    return this.#isPartialKnown && status === 200
  }

  stop(): void {
    unsubscribe(CHANNEL, this.#listen)
  }

  #hear({ request, response }: Told): void {
    if (String(request.origin) !== this.#origin) return
    if (this.#statuses.size > KEPT) this.#statuses.clear()
    this.#statuses.set(request.path, response.statusCode)
    this.#isPartialKnown ||= response.statusCode === PARTIAL
    if (!TOO_MANY.has(response.statusCode)) return
    const seconds = Number(headerOf(response.headers, 'retry-after'))
    if (seconds > 0) this.#onWait(seconds * 1_000)
  }
}

// Names and values one after the other.
function headerOf(headers: readonly Buffer[], name: string): string | undefined {
  const at = headers.findIndex(
    (header, index) => index % 2 === 0 && header.toString().toLowerCase() === name,
  )
  return at < 0 ? undefined : headers[at + 1]?.toString()
}
