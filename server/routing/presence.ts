import type { Availability } from '../contract/routing.ts'
import type { Database } from '../db/transaction.ts'
import {
  addConnection,
  type AgentConnection,
  endConnection,
  keepConnections,
  LIFE_MS,
  renewConnections,
  sayAvailability,
  sweepConnections,
} from './connections.ts'

const RENEW_MS = 5_000
const SWEEP_MS = 1_000
// Longer without a look than this, and connections ran out that nobody could renew.
const STOOD_STILL_MS = LIFE_MS / 2

export interface PresenceOptions {
  database: Database
  onError: (error: unknown) => void
}

/** The consoles of this process, kept counting in the database for as long as they are open. */
export class Presence {
  readonly #options: PresenceOptions
  readonly #open = new Map<string, AgentConnection>()
  readonly #underWay = new Set<Promise<void>>()
  readonly #timers: NodeJS.Timeout[] = []
  #isStopped = false
  #lookedAt = 0

  constructor(options: PresenceOptions) {
    this.#options = options
  }

  /** Begins to renew what is open here, and to remove what has expired anywhere. */
  async start(): Promise<void> {
    await this.#sweep()
    this.#every(RENEW_MS, () => this.#renew())
    this.#every(SWEEP_MS, () => this.#sweep())
  }

  /** Ends. What is open here counts until it expires: its agents come back, here or on another process. */
  async stop(): Promise<void> {
    this.#isStopped = true
    for (const timer of this.#timers) clearInterval(timer)
    await Promise.all(this.#underWay)
  }

  /** An agent opened a console. What cannot be written now is written when it is renewed. */
  async arrive(connection: AgentConnection): Promise<void> {
    this.#open.set(connection.id, connection)
    await this.#track(addConnection(this.#options.database, connection))
  }

  /** What an agent, or the machine they sit at, says of them. */
  say(
    connection: AgentConnection,
    said: { state: Availability; isAutomatic: boolean },
  ): Promise<void> {
    return sayAvailability(this.#options.database, connection, said)
  }

  /** A console is gone. */
  leave(id: string): void {
    if (!this.#open.delete(id) || this.#isStopped) return
    void this.#track(endConnection(this.#options.database, id))
  }

  /** After a process, a machine or a database stood still, and after its clock was set, nobody counts as gone yet. */
  async #sweep(): Promise<void> {
    const { database } = this.#options
    const now = database.clock.now().getTime()
    if (now - this.#lookedAt > STOOD_STILL_MS) await keepConnections(database)
    await sweepConnections(database)
    this.#lookedAt = now
  }

  async #renew(): Promise<void> {
    const { database } = this.#options
    for (const id of await renewConnections(database, [...this.#open.keys()])) {
      const connection = this.#open.get(id)
      if (connection) await addConnection(database, connection)
    }
  }

  #track(work: Promise<void>): Promise<void> {
    const done: Promise<void> = work
      .catch(this.#options.onError)
      .finally(() => this.#underWay.delete(done))
    this.#underWay.add(done)
    return done
  }

  #every(ms: number, work: () => Promise<void>): void {
    let isRunning = false
    const run = async () => {
      if (isRunning) return
      isRunning = true
      await work().finally(() => {
        isRunning = false
      })
    }
    this.#timers.push(setInterval(() => void this.#track(run()), ms))
  }
}
