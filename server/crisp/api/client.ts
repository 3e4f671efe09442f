import { setTimeout as pause } from 'node:timers/promises'
import { Crisp } from 'crisp-api'
import type { Database } from '../../db/transaction.ts'
import { Answers } from './answers.ts'
import { Budget, type Purpose } from './budget.ts'
import type { CrispCredentials } from './credentials.ts'
import { Lane } from './lane.ts'
import { CrispRefusal, refusalOf } from './refusal.ts'

/** How patient the client is; tests are less so. */
export interface Patience {
  /** The first pause after a refusal; each further one is twice as long, up to `mostMs`. */
  firstMs: number
  mostMs: number
  /** The pause once Crisp says that the quota is spent. */
  spentMs: number
}

const PATIENCE: Patience = { firstMs: 1_000, mostMs: 60_000, spentMs: 60_000 }
const TRIES = 6
// What agents say does not wait for what is read.
const READS_AT_ONCE = 2
const SENDS_AT_ONCE = 4

/** The day's requests are spent, for this purpose at least. */
export class BudgetSpent extends Error {
  override name = 'BudgetSpent'
  readonly forMs: number

  constructor(forMs: number) {
    super('the requests of the day are spent')
    this.forMs = forMs
  }
}

/** Makes an SDK instance that is signed in. */
export function signIn<C extends Crisp>(crisp: C, credentials: CrispCredentials): C {
  const { tier, identifier, key, restHost, rtmHost } = credentials
  crisp.authenticateTier(tier, identifier, key)
  if (restHost) crisp.setRestHost(restHost)
  if (rtmHost) crisp.setRtmHost(rtmHost)
  return crisp
}

/** The REST API of Crisp within its limits: few requests at once, the day's budget, and waiting where it says so. */
export class CrispClient {
  readonly budget: Budget
  readonly answers: Answers
  readonly #crisp: Crisp
  readonly #patience: Patience
  readonly #now: () => number
  readonly #stopping = new AbortController()
  #pausedUntil = 0
  readonly #reading = new Lane(READS_AT_ONCE)
  readonly #saying = new Lane(SENDS_AT_ONCE)
  /** How many requests were made by this process. */
  requests = 0

  constructor(database: Database, credentials: CrispCredentials, patience: Partial<Patience> = {}) {
    this.budget = new Budget(database, credentials.dailyRequests)
    this.#crisp = signIn(new Crisp(), credentials)
    this.#patience = { ...PATIENCE, ...patience }
    this.#now = () => Date.now()
    const host = credentials.restHost ?? 'https://api.crisp.chat'
    this.answers = new Answers(host, (ms) => this.#pause(ms))
  }

  /** Asks, again and again while that may help; throws a `CrispRefusal` or `BudgetSpent`. */
  async ask<T>(purpose: Purpose, request: (crisp: Crisp) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(purpose, request)
      } catch (error) {
        const isHopeless = attempt >= TRIES || !(error instanceof CrispRefusal)
        if (isHopeless || (error.remedy !== 'again' && error.remedy !== 'slower')) throw error
        await this.#wait(this.#backOff(attempt))
      }
    }
  }

  /** Asks once, when it is allowed to. */
  async once<T>(purpose: Purpose, request: (crisp: Crisp) => Promise<T>): Promise<T> {
    this.#stopping.signal.throwIfAborted()
    const lane = purpose === 'send' ? this.#saying : this.#reading
    await lane.enter()
    try {
      await this.#wait(this.#pausedUntil - this.#now())
      const spentFor = await this.budget.take(purpose)
      if (spentFor > 0) throw new BudgetSpent(spentFor)
      this.requests += 1
      return await request(this.#crisp)
    } catch (error) {
      throw this.#learn(refusalOf(error))
    } finally {
      lane.leave()
    }
  }

  /** Ends waiting; what is under way fails. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.answers.stop()
    await this.budget.save()
  }

  #learn(error: unknown): unknown {
    if (!(error instanceof CrispRefusal)) return error
    if (error.remedy === 'slower') this.#pause(this.#patience.firstMs)
    if (error.remedy === 'spent') this.#pause(this.#patience.spentMs)
    return error
  }

  #pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#now() + ms)
  }

  #backOff(attempt: number): number {
    const { firstMs, mostMs } = this.#patience
    return Math.min(mostMs, firstMs * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2)
  }

  async #wait(ms: number): Promise<void> {
    if (ms > 0) await pause(ms, undefined, { signal: this.#stopping.signal })
  }
}
