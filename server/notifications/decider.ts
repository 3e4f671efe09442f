import type { StreamEvent } from '../contract/events.ts'
import { findConversation } from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { enqueue } from '../jobs/index.ts'
import { headOf, subscribe } from '../stream/index.ts'
import { markRead, notify, type Wanted } from './actions.ts'
import { type Consequence, decideAt, DECIDED_KINDS, type Subject } from './decide.ts'
import { endEscalation } from './escalation.ts'
import { activeStaff } from './queries.ts'
import { ANNOUNCE_QUEUED } from './queued.ts'
import { awaitAnswer } from './response-target.ts'
import { ticketOf } from './tickets.ts'

const BATCH = 500
// What is committed meanwhile is decided together.
const CALM_MS = 50
// For what a process that died right after its commit left to do.
const SWEEP_MS = 2_000

export interface DeciderOptions {
  database: Database
  onError: (error: unknown) => void
}

/**
 * Decides from the stream who is told what. One cursor for all processes moves on in the transaction that writes what
 * was decided, so that each fact is decided once, whoever dies in between.
 */
export class Decider {
  readonly #options: DeciderOptions
  #running: Promise<void> | undefined
  #isAskedAgain = false
  #isStopped = false
  #calm: NodeJS.Timeout | undefined
  #sweep: NodeJS.Timeout | undefined
  #stopHearing = () => {}

  constructor(options: DeciderOptions) {
    this.#options = options
  }

  /** Begins to follow the stream. */
  start(): void {
    this.#stopHearing = subscribe(this.#options.database, (events) => {
      if (events.some(isDecided)) this.#soon()
    })
    this.#sweep = setInterval(() => void this.run(), SWEEP_MS)
    void this.run()
  }

  /** Decides all that is committed; what is asked for meanwhile is done before the answer. */
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
    clearTimeout(this.#calm)
    clearInterval(this.#sweep)
    this.#stopHearing()
    await this.#running
  }

  #soon(): void {
    this.#calm ??= setTimeout(() => {
      this.#calm = undefined
      void this.run()
    }, CALM_MS)
  }

  async #runAll(): Promise<void> {
    const { database, onError } = this.#options
    while (this.#isAskedAgain && !this.#isStopped) {
      this.#isAskedAgain = false
      await decideAll(database).catch(onError)
    }
  }
}

const decided: ReadonlySet<string> = new Set(DECIDED_KINDS)
const isDecided = ({ kind }: StreamEvent) => decided.has(kind)

async function decideAll(database: Database): Promise<void> {
  for (let isMore = await isBehind(database); isMore;)
    isMore = await database.transaction(decideSome)
}

// Nothing new is the rule between two commits, and costs no commit of its own.
async function isBehind({ sql }: Database): Promise<boolean> {
  const row = await sql
    .selectFrom('counters')
    .select('value')
    .where('name', '=', 'notified')
    .executeTakeFirstOrThrow()
  return (await headOf(sql)) !== row.value
}

/** Decides the next facts, one process at a time; answers whether there are more. */
async function decideSome(tx: Tx): Promise<boolean> {
  const { value: cursor } = await tx.sql
    .selectFrom('counters')
    .select('value')
    .where('name', '=', 'notified')
    .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
    .executeTakeFirstOrThrow()
  const head = await headOf(tx.sql)
  const events = await nextEvents(tx, cursor, head)
  const isMore = events.length === BATCH
  await settle(
    tx,
    events.flatMap((event) => decideAt(event, new Date(tx.now))),
  )
  const value = isMore ? (events.at(-1)?.seq ?? head) : head
  await tx.sql.updateTable('counters').set({ value }).where('name', '=', 'notified').execute()
  return isMore
}

async function nextEvents(tx: Tx, after: number, head: number): Promise<StreamEvent[]> {
  const rows = await tx.sql
    .selectFrom('events')
    .selectAll()
    .where('seq', '>', after)
    .where('seq', '<=', head)
    .where('kind', 'in', DECIDED_KINDS)
    .orderBy('seq')
    .limit(BATCH)
    .execute()
  return rows.map(
    ({ refs, body, ...row }) =>
      ({ ...row, refs: JSON.parse(refs), body: JSON.parse(body) }) as StreamEvent,
  )
}

/** Carries out what was decided, in order: what is seen before it is told must not count as seen. */
async function settle(tx: Tx, consequences: readonly Consequence[]): Promise<void> {
  if (consequences.length === 0) return
  const staff = new Set((await activeStaff(tx.sql)).map(({ id }) => id))
  let wanted: Wanted[] = []
  const flush = async () => {
    await notify(
      tx,
      wanted.filter(({ agentId }) => staff.has(agentId)),
    )
    wanted = []
  }
  for (const each of consequences) {
    if (each.does === 'see' || each.does === 'unqueue' || each.does === 'answered') {
      const id = each.does === 'see' ? each.aboutId : each.conversationId
      if (wanted.some(({ subject }) => subject.aboutId === id)) await flush()
    }
    wanted.push(...(await carryOut(tx, each)))
  }
  await flush()
}

// What becomes an agent's is told by the name of who waits in it, which the fact does not say.
async function named(tx: Tx, subject: Subject): Promise<Subject> {
  if (subject.excerpt !== '' || subject.aboutId === null) return subject
  const conversation = await findConversation(tx.sql, subject.aboutId)
  return { ...subject, excerpt: conversation?.visitorName ?? '' }
}

async function carryOut(tx: Tx, each: Consequence): Promise<Wanted[]> {
  switch (each.does) {
    case 'tell': {
      const subject = await named(tx, each.subject)
      return each.agentIds.map((agentId) => ({ agentId, subject }))
    }
    case 'tellOfComment': {
      const ticket = await ticketOf(tx.sql, each.ticketId)
      if (!ticket?.assigneeId || ticket.assigneeId === each.byId) return []
      const subject = { ...each.subject, ticketNumber: ticket.ticketNumber }
      return [{ agentId: ticket.assigneeId, subject }]
    }
    case 'queue': {
      const { conversationId, cause, byId } = each
      await enqueue(tx, {
        kind: ANNOUNCE_QUEUED,
        payload: { conversationId, cause, byId, looks: 1 },
      })
      return []
    }
    case 'unqueue':
      await endEscalation(tx, each.conversationId)
      await markRead(tx, { aboutId: each.conversationId, kinds: ['new_chat', 'escalated'] })
      return []
    case 'await':
      await awaitAnswer(tx, each.conversationId, each.since)
      return []
    case 'answered':
      await markRead(tx, { aboutId: each.conversationId, kinds: ['response_due'] })
      return []
    case 'see':
      await markRead(tx, each)
      return []
  }
}
