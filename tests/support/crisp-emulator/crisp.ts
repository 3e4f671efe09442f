import type { Feed } from './feed.ts'
import type { Conversation } from './shapes.ts'
import type { CrispStore } from './store.ts'

/** What every action of the emulator works with: the state, the way events go out, the time and chance. */
export interface Crisp {
  store: CrispStore
  feed: Feed
  /** Epoch milliseconds by this Crisp's clock. */
  now: () => number
  /** 0 ≤ x < 1. */
  random: () => number
  behaviour: Behaviour
}

/** How this Crisp decides what the documents leave open. */
export interface Behaviour {
  /** Messages in one REST answer. */
  messageBatch: number
  /** Whether `timestamp_before` answers messages of that very millisecond too. */
  beforeIsInclusive: boolean
  /** Whether a second POST with a known fingerprint is the same message or another one. */
  repeatedFingerprint: 'same' | 'duplicate'
  /** When an event caused by a REST call reaches the sockets. */
  echo: 'soon' | 'before-answer' | 'never'
  /** Which end of the list comes first. */
  listOrder: 'newest' | 'oldest'
  /** Whether state, meta, routing and marks move `updated_at`, as messages do. */
  everythingTouches: boolean
}

export const DOCUMENTED: Behaviour = {
  messageBatch: 40,
  beforeIsInclusive: false,
  repeatedFingerprint: 'same',
  echo: 'soon',
  listOrder: 'newest',
  everythingTouches: true,
}

/** Sends an event about a conversation. */
export function emit(
  crisp: Crisp,
  name: string,
  conversation: Conversation,
  payload: Record<string, unknown> = {},
): void {
  const { website_id, session_id, inbox_id } = conversation
  crisp.feed.send({ name, website_id, payload: { website_id, session_id, inbox_id, ...payload } })
}

/** Notes that a conversation changed in something else than its messages. */
export function touch(crisp: Crisp, conversation: Conversation): void {
  if (crisp.behaviour.everythingTouches) moveForward(crisp, conversation)
}

/** Moves `updated_at` to now, never backwards. */
export function moveForward(crisp: Crisp, conversation: Conversation): void {
  conversation.updated_at = Math.max(conversation.updated_at, crisp.now())
}
