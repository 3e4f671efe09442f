import type { Database } from '../../db/transaction.ts'
import { factsOf, placeOfEvent } from './events.ts'
import type { CrispFact } from '../facts.ts'
import { type HeardTyping, heardTyping, isTypingEvent } from './heard-typing.ts'
import { ingest } from '../ingest.ts'
import { LastHeard } from './last-heard.ts'
import { keepLost } from './lost.ts'
import { Newcomers } from './newcomers.ts'
import { findWebsite, type SessionKey, type WebsiteRow } from '../queries.ts'

/** What a later word undoes: an answer that was given before it would undo it as well. */
const STANDING: ReadonlySet<CrispFact['kind']> = new Set([
  'state',
  'meta',
  'routed',
  'inbox',
  'blocked',
  'about',
  'person',
])
const REMEMBERED = 10_000

export interface IntakeOptions {
  database: Database
  onError: (error: unknown) => void
  /** An event was taken in; milliseconds from Crisp's time of it to our commit, where it has one. */
  onTaken: (name: string, lagMs: number | undefined) => void
  /** Asks Crisp which websites there are now. */
  findWebsites: () => Promise<void>
}

/** Takes in events as they come: those of one conversation one after the other, different ones side by side. */
export class Intake {
  readonly #options: IntakeOptions
  /** Hears who types; nothing is kept of it. */
  onTyping: (typing: HeardTyping) => void = () => {}
  readonly #lastHeard: LastHeard
  readonly #newcomers: Newcomers
  readonly #heardAt = new Map<string, number>()
  readonly #queues = new Map<string, Promise<void>>()

  constructor(options: IntakeOptions) {
    this.#options = options
    this.#lastHeard = new LastHeard(options.database, options.onError)
    this.#newcomers = new Newcomers(options.findWebsites)
  }

  /** Takes one event in; answers when it is on disk, or kept as lost. Throws when neither could be done. */
  take(source: 'rtm' | 'hook', name: string, data: unknown): Promise<void> {
    if (name === 'plugin:subscription:updated')
      return this.#options.findWebsites().catch(this.#options.onError)
    const key = placeOfEvent(data)
    const facts = factsOf(name, data)
    if (!key) return this.#lose(source, name, { data, reason: 'names no conversation' })
    if (!facts) return this.#lose(source, name, { data, reason: 'does not say what its name says' })
    const queue = `${key.websiteId} ${key.sessionId}`
    if (facts.some(({ kind }) => STANDING.has(kind))) this.#remember(queue)
    const before = this.#queues.get(queue) ?? Promise.resolve()
    const mine = before
      .catch(() => {})
      .then(() => this.#takeFacts(key, { name, data, facts }))
      .catch((error: unknown) => {
        this.#options.onError(error)
        return this.#lose(source, name, { data, reason: String(error) })
      })
    this.#queues.set(queue, mine)
    return mine.finally(() => {
      if (this.#queues.get(queue) === mine) this.#queues.delete(queue)
    })
  }

  /** Answers when what was heard so far is taken in: what Crisp is asked from then on is no older. */
  async caughtUp(): Promise<void> {
    await Promise.allSettled(this.#queues.values())
  }

  /** Whether it was heard that a conversation stands otherwise now, after a moment of `performance.now()`. */
  hasHeardSince({ websiteId, sessionId }: SessionKey, moment: number): boolean {
    return (this.#heardAt.get(`${websiteId} ${sessionId}`) ?? 0) > moment
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    while (this.#queues.size > 0) await Promise.allSettled(this.#queues.values())
    await this.#lastHeard.save()
  }

  #remember(queue: string): void {
    // What is forgotten here was heard long before anything that is being asked now.
    if (this.#heardAt.size >= REMEMBERED) this.#heardAt.delete([...this.#heardAt.keys()][0] ?? '')
    this.#heardAt.delete(queue)
    this.#heardAt.set(queue, performance.now())
  }

  async #takeFacts(
    key: SessionKey,
    { name, data, facts }: { name: string; data: unknown; facts: CrispFact[] },
  ): Promise<void> {
    const { database, onTaken } = this.#options
    const website = await this.#websiteOf(key)
    if (website?.isEnabled !== 1) return
    if (isTypingEvent(name)) {
      const typing = await heardTyping(database, key, { name, data })
      if (typing) this.onTyping(typing)
      return
    }
    if (facts.length === 0) return
    await ingest(database, { ...key, facts, isPast: false })
    const said = facts.find((fact) => fact.kind === 'message')
    const lagMs = said && database.clock.now().getTime() - said.message.timestamp
    this.#lastHeard.note(key.websiteId, lagMs)
    onTaken(name, lagMs)
  }

  async #websiteOf({ websiteId }: SessionKey): Promise<WebsiteRow | undefined> {
    const { sql } = this.#options.database
    const known = await findWebsite(sql, websiteId)
    if (known) return known
    await this.#newcomers.lookFor(websiteId)
    return findWebsite(sql, websiteId)
  }

  async #lose(
    source: string,
    name: string,
    { data, reason }: { data: unknown; reason: string },
  ): Promise<void> {
    // Events about a whole website name no conversation, and there is nothing of theirs to keep.
    if (!name.startsWith('message:') && !name.startsWith('session:')) return
    const websiteId = placeOfEvent(data)?.websiteId ?? null
    const lost = { websiteId, source: `${source} ${name}`, reason, data }
    await keepLost(this.#options.database, lost)
  }
}
