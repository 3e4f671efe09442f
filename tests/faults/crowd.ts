import { randomBytes } from 'node:crypto'
import { Agent } from './agent.ts'
import { Customer } from './customer.ts'
import type { Ledger } from './ledger.ts'
import type { Random } from './random.ts'
import { until } from './until.ts'

// Nobody writes on and on while nothing is acknowledged.
const MOST_UNSENT = 10
const TICK_MS = 10
// A whole picture, whatever comes after it.
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Where a crowd gathers, and how many of each kind. */
export interface Gathering {
  url: string
  token: string
  customers: number
  agents: number
  ledger: Ledger
  random: Random
  /** Whether each customer says that they are at an address of their own. */
  isAddressed?: boolean
}

/** Customers and agents who talk, each on a connection of their own. */
export class Crowd {
  readonly customers: Customer[] = []
  readonly agents: Agent[] = []
  readonly #gathering: Gathering
  readonly #ledger: Ledger
  readonly #random: Random
  #arrived = 0

  private constructor(gathering: Gathering) {
    this.#gathering = gathering
    this.#ledger = gathering.ledger
    this.#random = gathering.random
  }

  static async gather(gathering: Gathering): Promise<Crowd> {
    const { url, token, ledger } = gathering
    const crowd = new Crowd(gathering)
    for (let index = 1; index <= gathering.agents; index++)
      crowd.agents.push(await Agent.signIn(url, token, `agent-${index}`, ledger))
    for (let index = 1; index <= gathering.customers; index++) await crowd.arrive()
    return crowd
  }

  /** One more customer comes and starts a chat; resolves when it is started, however often that must be asked for. */
  async arrive(): Promise<void> {
    const { url, ledger, isAddressed } = this.#gathering
    const index = ++this.#arrived
    const from = isAddressed === true ? { from: `10.0.${index >> 8}.${index & 255}` } : {}
    this.customers.push(await Customer.start({ url, name: `customer-${index}`, ledger, ...from }))
  }

  /** Lets them talk, about this many messages a second, until it is disposed of. */
  chatter(perSecond: number): Disposable {
    let owed = 0
    const timer = setInterval(() => {
      for (owed += (perSecond * TICK_MS) / 1_000; owed >= 1; owed--) this.#oneSpeaks()
    }, TICK_MS)
    return { [Symbol.dispose]: () => clearInterval(timer) }
  }

  /** How many have a message out that is not answered yet. */
  get underWay(): number {
    return [...this.customers, ...this.agents].filter(({ outbox }) => outbox.drafts.length > 0)
      .length
  }

  /** Everybody writes at once, so that much is under way. */
  speakAtOnce(): void {
    for (const customer of this.customers) customer.say('And another thing!')
  }

  /** One of them sends a picture. */
  showOne(): void {
    const bytes = Buffer.concat([PIXEL, randomBytes(this.#random.between(10_000, 100_000))])
    this.#random.pick(this.customers).show('Like this one.', bytes)
  }

  /** Everybody writes once more; answers how many milliseconds until all of it has reached everybody it is for. */
  async rollCall(patienceMs?: number): Promise<number> {
    const begun = performance.now()
    const calls = this.customers.map((customer) => ({ customer, key: customer.say('roll call') }))
    for (const agent of this.agents) {
      const customer = this.#random.pick(this.customers)
      calls.push({ customer, key: agent.say(customer.sessionId, 'roll call') })
    }
    const isHeard = () =>
      calls.every(
        ({ customer, key }) =>
          this.#isAcknowledged(key) &&
          customer.holds(key) &&
          this.agents.every((agent) => agent.holds(key)),
      )
    const unheard = () =>
      calls.flatMap(({ customer, key }) => [
        ...(customer.holds(key) ? [] : [`${customer.name} lacks one`]),
        ...this.agents.filter((agent) => !agent.holds(key)).map(({ name }) => `${name} lacks one`),
      ])
    await until(isHeard, () => [this.#whoIsBehind(), ...unheard()].join(', '), patienceMs)
    return performance.now() - begun
  }

  leave(): void {
    for (const customer of this.customers) customer.leave()
    for (const agent of this.agents) agent.end()
  }

  #oneSpeaks(): void {
    const customer = this.#random.pick(this.customers)
    const answers = this.agents.length > 0 && this.#random.between(1, 4) === 1
    const speaker = answers ? this.#random.pick(this.agents) : customer
    if (speaker.outbox.drafts.length >= MOST_UNSENT) return
    if (speaker instanceof Agent) speaker.say(customer.sessionId, 'Let me see.')
    else speaker.say('Only one of the two lamps has arrived.')
  }

  #isAcknowledged(key: string): boolean {
    return (this.#ledger.entries.get(key)?.receipts.length ?? 0) > 0
  }

  #whoIsBehind(): string {
    return [...this.customers, ...this.agents]
      .filter(({ outbox }) => outbox.drafts.length > 0)
      .map(({ name, outbox }) => `${name} has ${outbox.drafts.length} unsent`)
      .join(', ')
  }
}
