import { isUniqueViolation } from '../db/conflict.ts'
import { type ConversationRow, takeConversation, tellRewritten } from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { openSession } from './arrival.ts'
import { withoutErased } from './erased.ts'
import type { CrispFact, Telling } from './facts.ts'
import { takeMessages } from './messages.ts'
import { lockSession, type SessionRow } from './queries.ts'
import { revive, saveSession, takeStanding } from './standing.ts'

/** What became of a telling. */
export interface Ingested {
  /** Null for a conversation that is gone, or that there was nothing to tell of. */
  conversationId: string | null
  /** Fingerprints that were not known before. */
  fresh: number[]
  /** Something is missing that only asking Crisp can tell. */
  isStale: boolean
}

/** What is known of a conversation while a telling is taken in. */
export interface Scene {
  tx: Tx
  session: SessionRow
  conversation: ConversationRow
  isPast: boolean
  /** Its thread has to be read anew. */
  isRewritten: boolean
}

const NOTHING: Ingested = { conversationId: null, fresh: [], isStale: false }
const TRIES = 3

/** Transactions that bring what Crisp said: it is not said back. */
const ingesting = new WeakSet<Tx>()
export const isIngesting = (tx: Tx): boolean => ingesting.has(tx)

/**
 * Takes in what Crisp said, by RTM, by web hook, by catching up or with the past: all of it comes through here, in any
 * order and any number of times, and leaves the same rows.
 */
export async function ingest(database: Database, telling: Telling): Promise<Ingested> {
  for (let left = TRIES; ; left--) {
    try {
      return await database.transaction((tx) => take(tx, telling))
    } catch (error) {
      // Another process brought the same conversation or message first; the next try finds it.
      if (!isUniqueViolation(error) || left === 1) throw error
    }
  }
}

async function take(tx: Tx, told: Telling): Promise<Ingested> {
  ingesting.add(tx)
  const known = await lockSession(tx, told)
  const telling = await withoutErased(tx, told, known !== undefined)
  if (!telling) return NOTHING
  if (!known && !opens(telling.facts)) return NOTHING
  const scene = known ? await sceneOf(tx, known, telling) : await openSession(tx, telling)
  if (scene.session.removedAt !== null && !(await revive(scene, telling.facts))) return NOTHING
  const fresh: number[] = []
  for (const run of inRuns(telling.facts)) {
    if (run.messages.length > 0) fresh.push(...(await takeMessages(scene, run.messages)))
    if (run.fact) await takeStanding(scene, run.fact)
  }
  if (telling.isWhole) scene.session.isWalked = 1
  await saveSession(scene)
  if (scene.isRewritten) await tellRewritten(tx, scene.conversation)
  const { conversation, session } = scene
  return { conversationId: conversation.id, fresh, isStale: session.isStale === 1 }
}

// What only ends something begins no conversation.
const opens = (facts: readonly CrispFact[]) =>
  facts.some(({ kind }) => kind !== 'gone' && kind !== 'removed')

async function sceneOf(tx: Tx, session: SessionRow, { isPast }: Telling): Promise<Scene> {
  const conversation = await takeConversation(tx, session.conversationId)
  return { tx, session, conversation, isPast, isRewritten: false }
}

type MessageFact = Extract<CrispFact, { kind: 'message' }>
interface Run {
  messages: MessageFact['message'][]
  fact: Exclude<CrispFact, MessageFact> | undefined
}

/** The facts in their order, messages that follow each other together. */
function inRuns(facts: readonly CrispFact[]): Run[] {
  const runs: Run[] = [{ messages: [], fact: undefined }]
  for (const fact of facts) {
    if (fact.kind === 'message') runs.at(-1)?.messages.push(fact.message)
    else {
      const last = runs.at(-1)
      if (last) last.fact = fact
      runs.push({ messages: [], fact: undefined })
    }
  }
  return runs
}
