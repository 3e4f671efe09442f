import type { Conversation, ConversationState, Message } from '../contract/conversations.ts'
import type { EventOf, StreamEvent } from '../contract/events.ts'
import type { Ticket } from '../contract/tickets.ts'
import type { Selectable } from 'kysely'
import { EDITABLE_MS } from '../conversations/index.ts'
import { type AnalyticsThreadTable, type FactKind, OPENS } from './table.ts'

export type ThreadRow = Selectable<AnalyticsThreadTable>

/** Whose something is. */
export type Standing = Pick<ThreadRow, 'channel' | 'agentId' | 'teamId' | 'tags'>

/** A fact before it has its number. */
export interface NewFact {
  kind: FactKind
  at: string
  subjectId: string
  of: Standing
  wallMs: number | null
  businessMs: number | null
  score: number | null
}

/** What was written down of a message before its thread was read anew. */
export type Remembered = Pick<NewFact, 'of' | 'wallMs' | 'businessMs'>

/** The kinds of event from which anything is counted. */
export const COUNTED_KINDS = [
  'conversation.started',
  'conversation.changed',
  'conversation.rewritten',
  'conversation.rated',
  'message.added',
  'customer.erased',
  'ticket.created',
  'ticket.updated',
] as const satisfies ReadonlyArray<StreamEvent['kind']>

type Said = Pick<Message, 'sentAt' | 'visibility' | 'kind'> & {
  author: Pick<Message['author'], 'type' | 'id'>
}

/** Ends what is open without being resolved: it goes on elsewhere. */
const ELSEWHERE = new Set(['merged', 'split', 'unsplit'])

/** What a fold has to know: of threads, from when on those that are open are whose they are; and the opening hours. */
interface FoldOptions {
  threads: readonly ThreadRow[]
  openSince: ReadonlyMap<string, string>
  openTime: (from: number, to: number) => number
}

/**
 * Turns events, in their order, into facts: who had what, and how long things took, as it was at that moment. It needs
 * what is known of the threads they are about, and leaves it as it is after them.
 */
export class Fold {
  readonly threads: Map<string, ThreadRow>
  /** Threads that are not stored yet, and those that changed. */
  readonly fresh = new Set<string>()
  readonly changed = new Set<string>()
  facts: NewFact[] = []
  /** Ratings that were changed after they were stored. */
  rescored: Array<{ subjectId: string; at: string; score: number }> = []
  readonly #openTime: (from: number, to: number) => number
  /** When what they are about last began, ended, or became somebody else's. */
  readonly #turnedAt: Map<string, string>

  constructor({ threads, openSince, openTime }: FoldOptions) {
    this.threads = new Map(threads.map((thread) => [thread.id, thread]))
    this.#openTime = openTime
    this.#turnedAt = new Map(openSince)
  }

  /** Takes the next event. What was rewritten is heard anew by `rehear`. */
  take(event: StreamEvent): void {
    switch (event.kind) {
      case 'conversation.started':
        return this.#started(event)
      case 'conversation.changed':
        return this.#changed(event)
      case 'conversation.rewritten':
        return this.#rewritten(event)
      case 'conversation.rated':
        return this.#rated(event)
      case 'message.added':
        return this.#added(event)
      case 'customer.erased':
        return this.#erased(event)
      case 'ticket.created':
        return this.#ticketCreated(event.body.ticket)
      case 'ticket.updated':
        return this.#ticketUpdated(event)
      default:
    }
  }

  /** Counts all that was said in a thread; what was written down of it before stays whose it was. */
  rehear(
    thread: ThreadRow,
    said: readonly Said[],
    { known, head }: { known: Map<string, Remembered>; head: number },
  ): void {
    const { waitingSince } = thread
    Object.assign(thread, { askedAt: null, answeredAt: null, waitingSince: null, rereadSeq: head })
    const from = this.facts.length
    for (const each of said) this.#hear(thread, each, standingOf(thread))
    for (const fact of this.facts.slice(from)) {
      const before = known.get(`${fact.kind} ${fact.at}`)
      if (before) fact.of = before.of
      if (before && before.wallMs === fact.wallMs) fact.businessMs = before.businessMs
    }
    thread.waitingSince = waitingSince
    this.changed.add(thread.id)
  }

  #begin(id: string, thread: Standing & Pick<ThreadRow, 'subjectId' | 'since'>): ThreadRow {
    const nothing = { askedAt: null, answeredAt: null, waitingSince: null, ratedAt: null }
    const row: ThreadRow = { id, ...thread, ...nothing, isOpen: 1, rereadSeq: 0 }
    this.threads.set(id, row)
    this.fresh.add(id)
    this.#add(row, 'begun', row.since)
    return row
  }

  #beginConversation(conversation: Conversation): ThreadRow {
    const { id, startedAt: since } = conversation
    return this.#begin(id, { subjectId: id, since, ...standingIn(conversation) })
  }

  #started({ body: { conversation } }: EventOf<'conversation.started'>): void {
    if (conversation.channel === 'ticket' || this.threads.has(conversation.id)) return
    const thread = this.#beginConversation(conversation)
    // Split off: what is said in it already was counted where it was said.
    if (conversation.headSeq > 0) thread.answeredAt = conversation.startedAt
    thread.waitingSince = conversation.waitingSince
  }

  #changed({ body: { conversation, change }, at, refs }: EventOf<'conversation.changed'>): void {
    const thread = this.threads.get(conversation.id)
    if (!thread || refs.channel === 'ticket') return
    this.#observe(thread, conversation, { at, isElsewhere: ELSEWHERE.has(change) })
  }

  #rewritten({ body: { conversation }, at }: EventOf<'conversation.rewritten'>): void {
    if (conversation.channel === 'ticket') return
    const thread = this.threads.get(conversation.id) ?? this.#beginConversation(conversation)
    this.#observe(thread, conversation, {
      at: conversation.closedAt ?? at,
      isElsewhere: conversation.continuesIn !== null,
    })
  }

  #observe(
    thread: ThreadRow,
    state: ConversationState,
    told: { at: string; isElsewhere: boolean },
  ): void {
    this.#move(thread, { ...standingIn({ ...state, channel: thread.channel }) }, told.at)
    this.#turn(thread, state.status === 'open', told)
    thread.waitingSince = state.waitingSince
    this.changed.add(thread.id)
  }

  /** It is somebody else's, another team's, or has other tags. */
  #move(thread: ThreadRow, next: Standing, at: string): void {
    if (keyOf(next) === keyOf(thread)) return
    const before = thread.agentId
    if (thread.isOpen === 1) this.#add(thread, 'left', at)
    Object.assign(thread, next)
    if (thread.isOpen === 1)
      this.#add(thread, next.agentId !== null && next.agentId !== before ? 'assigned' : 'moved', at)
  }

  /** It is open now, or is not any more. */
  #turn(
    thread: ThreadRow,
    isOpen: boolean,
    { at, isElsewhere }: { at: string; isElsewhere: boolean },
  ): void {
    if (isOpen === (thread.isOpen === 1)) return
    thread.isOpen = isOpen ? 1 : 0
    if (isOpen) {
      this.#add(thread, isElsewhere ? 'moved' : 'reopened', at)
      if (!isElsewhere) thread.since = at
    } else if (isElsewhere) this.#add(thread, 'left', at)
    else this.#add(thread, 'resolved', at, this.#length(thread.since, at))
  }

  #rated({ body, at: now }: EventOf<'conversation.rated'>): void {
    const thread = this.threads.get(body.id)
    if (!thread) return
    const { score, editableUntil } = body.rating
    // A changed rating counts once, where it was given.
    const at = new Date(Date.parse(editableUntil) - EDITABLE_MS).toISOString()
    if (thread.ratedAt === null || thread.ratedAt < at) {
      thread.ratedAt = at
      this.#add(thread, 'rated', at, { score })
    } else {
      const { subjectId } = thread
      const made = this.facts.find(
        (fact) => fact.kind === 'rated' && fact.subjectId === subjectId && fact.at === at,
      )
      if (made) made.score = score
      else if (now >= at) this.rescored.push({ subjectId, at, score })
    }
    this.changed.add(thread.id)
  }

  #added({ seq, body: { message, conversation } }: EventOf<'message.added'>): void {
    const thread = this.threads.get(conversation.id)
    if (!thread || seq <= thread.rereadSeq) return
    // A ticket's thread has no standing of its own: the ticket's counts.
    const isTicket = thread.channel === 'ticket'
    const of = isTicket ? thread : standingIn({ ...conversation, channel: thread.channel })
    this.#hear(thread, message, standingOf(of))
    // The reply's author may not have seen all that waited.
    if (!isTicket && thread.waitingSince === null) thread.waitingSince = conversation.waitingSince
  }

  #hear(thread: ThreadRow, { author, sentAt, visibility, kind }: Said, of: Standing): void {
    if (visibility !== 'public' || kind === 'event') return
    if (author.type === 'customer') {
      // Most of what a customer writes changes nothing about their wait.
      if (thread.askedAt === null || thread.waitingSince === null) this.changed.add(thread.id)
      thread.askedAt ??= sentAt
      thread.waitingSince ??= sentAt
      this.#add(thread, 'received', sentAt, { of })
    } else if (author.type === 'agent') {
      this.changed.add(thread.id)
      const by = { of: { ...of, agentId: author.id } }
      this.#add(thread, 'replied', sentAt, { ...this.#length(thread.waitingSince, sentAt), ...by })
      thread.waitingSince = null
      if (thread.answeredAt !== null || thread.askedAt === null) return
      thread.answeredAt = sentAt
      this.#add(thread, 'first_reply', sentAt, { ...this.#length(thread.askedAt, sentAt), ...by })
    }
  }

  #ticketCreated(ticket: Ticket): void {
    const { id: subjectId, conversationId, createdAt: since } = ticket
    if (this.threads.has(conversationId)) return
    const thread = this.#begin(conversationId, { subjectId, since, ...standingOfTicket(ticket) })
    // Whoever opened it asks with it.
    thread.askedAt = since
  }

  #ticketUpdated({ body: { ticket }, at }: EventOf<'ticket.updated'>): void {
    const thread = this.threads.get(ticket.conversationId)
    if (!thread) return
    this.#move(thread, standingOfTicket(ticket), at)
    const isOpen = ticket.status === 'open' || ticket.status === 'in_progress'
    this.#turn(thread, isOpen, { at, isElsewhere: false })
    if (!isOpen) thread.waitingSince = null
    this.changed.add(thread.id)
  }

  // What is erased while it is open is no longer anybody's to do.
  #erased({ body, at }: EventOf<'customer.erased'>): void {
    for (const id of body.conversationIds) {
      const thread = this.threads.get(id)
      if (!thread) continue
      this.#turn(thread, false, { at, isElsewhere: true })
      thread.waitingSince = null
      this.changed.add(id)
    }
  }

  #length(from: string | null, to: string): Pick<NewFact, 'wallMs' | 'businessMs'> {
    if (from === null) return { wallMs: null, businessMs: null }
    const [begins, ends] = [Date.parse(from), Date.parse(to)]
    return { wallMs: Math.max(0, ends - begins), businessMs: this.#openTime(begins, ends) }
  }

  #add(thread: ThreadRow, kind: FactKind, at: string, more: Partial<NewFact> = {}): void {
    const { subjectId } = thread
    const nothing = { wallMs: null, businessMs: null, score: null }
    const told = OPENS[kind] === undefined ? at : this.#inOrder(subjectId, at)
    this.facts.push({ kind, at: told, subjectId, of: standingOf(thread), ...nothing, ...more })
  }

  // Another system may say late that something was over before it was given to somebody: then it was from that moment on,
  // or it would be open for less than no time.
  #inOrder(subjectId: string, at: string): string {
    const last = this.#turnedAt.get(subjectId)
    const told = last !== undefined && last > at ? last : at
    this.#turnedAt.set(subjectId, told)
    return told
  }
}

const standingOf = ({ channel, agentId, teamId, tags }: Standing): Standing => ({
  channel,
  agentId,
  teamId,
  tags,
})

const standingIn = ({
  channel,
  assignee,
  teamId,
  tags,
}: Pick<Conversation, 'channel' | 'assignee' | 'teamId' | 'tags'>): Standing => ({
  channel,
  agentId: assignee?.id ?? null,
  teamId,
  tags: tags.toSorted().join(','),
})

const standingOfTicket = ({ assignedTo }: Ticket): Standing => ({
  channel: 'ticket',
  agentId: assignedTo,
  teamId: null,
  tags: '',
})

/** One text for whose something is. */
export const keyOf = ({ channel, agentId, teamId, tags }: Standing): string =>
  `${channel} ${agentId ?? ''} ${teamId ?? ''} ${tags}`
