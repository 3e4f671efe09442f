import type { StreamEvent } from '../contract/events.ts'
import type { Database } from '../db/transaction.ts'
import { subscribe, witness } from '../stream/index.ts'
import { assignWaiting } from './assign.ts'
import { handBackOfGone, handBackReturned } from './hand-back.ts'

// For what a process that died right after its commit left to do, where nobody heard of that.
const SWEEP_MS = 1_000
// What another process committed is worked off there by then, unless it died.
const LATER_MS = 250

export interface AssignerOptions {
  database: Database
  onError: (error: unknown) => void
}

/** Works off the queue of conversations as soon as a commit may have changed who can take what. */
export class Assigner {
  readonly #options: AssignerOptions
  #running: Promise<void> | undefined
  #isAskedAgain = false
  #isStopped = false
  #timer: NodeJS.Timeout | undefined
  #later: NodeJS.Timeout | undefined
  #stopHearing = () => {}

  constructor(options: AssignerOptions) {
    this.#options = options
    witness(options.database, handBackReturned)
  }

  /** Begins to work off the queue by itself. */
  start(): void {
    this.#stopHearing = subscribe(this.#options.database, (events, committedAt) => {
      if (!events.some(concernsQueue)) return
      if (committedAt !== undefined) void this.run()
      else this.#runLater()
    })
    this.#timer = setInterval(() => void this.run(), SWEEP_MS)
    void this.run()
  }

  /** Works the queue off; what is asked for meanwhile is done before the answer. */
  run(): Promise<void> {
    this.#isAskedAgain = true
    this.#running ??= this.#runAll().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** Ends, once what is under way is done. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#timer)
    clearTimeout(this.#later)
    this.#stopHearing()
    await this.#running
  }

  #runLater(): void {
    this.#later ??= setTimeout(() => {
      this.#later = undefined
      void this.run()
    }, LATER_MS)
  }

  async #runAll(): Promise<void> {
    const { database, onError } = this.#options
    while (this.#isAskedAgain && !this.#isStopped) {
      this.#isAskedAgain = false
      await handBackOfGone(database).catch(onError)
      await assignWaiting(database).catch(onError)
    }
  }
}

function concernsQueue(event: StreamEvent): boolean {
  switch (event.kind) {
    case 'conversation.started':
      return event.refs.channel !== 'ticket'
    case 'conversation.changed': {
      const { by, change, conversation } = event.body
      // An assignment of our own leaves nothing more to do.
      const isOwn = by === null && change === 'assigned' && conversation.assignee !== null
      return !isOwn && change !== 'joined'
    }
    case 'agent.changed':
    case 'team.changed':
    case 'team.deleted':
      return true
    default:
      return false
  }
}
