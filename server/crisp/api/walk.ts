import type { Purpose } from './budget.ts'
import type { CrispClient } from './client.ts'
import { CrispRefusal } from './refusal.ts'
import { type CrispMessage, type CrispSession, readMessage, readSession } from '../payload.ts'
import type { SessionKey } from '../queries.ts'

// The most that a page may hold.
const PER_PAGE = 50

/** What a walk asks with. */
export interface Walk {
  client: CrispClient
  purpose: Purpose
}

// Where there is nothing the SDK answers an empty object.
const listOf = (answer: unknown): unknown[] => (Array.isArray(answer) ? answer : [])

/**
 * One page of a website's conversations, those that changed last first; only what changed since `since`, when given.
 * There are no more once a page is empty.
 */
export async function conversationPage(
  { client, purpose }: Walk,
  websiteId: string,
  { page, since }: { page: number; since?: number },
): Promise<CrispSession[]> {
  const answer = await client.ask(purpose, (crisp) =>
    crisp.website.listConversations(websiteId, page, {
      per_page: PER_PAGE,
      include_empty: 1,
      order_date_updated: 1,
      ...(since !== undefined && { filter_date_start: new Date(since).toISOString() }),
    } as never),
  )
  return listOf(answer).flatMap((raw) => readSession(raw) ?? [])
}

/** About how many conversations a website has, in few requests: Crisp itself does not say. */
export async function countConversations(walk: Walk, websiteId: string): Promise<number> {
  const sizeOf = async (page: number) => (await conversationPage(walk, websiteId, { page })).length
  let [full, empty] = [0, 1]
  let last = await sizeOf(empty)
  while (last === PER_PAGE) {
    full = empty
    empty *= 2
    last = await sizeOf(empty)
  }
  let rest = last
  while (empty - full > 1 && rest === 0) {
    const middle = Math.floor((full + empty) / 2)
    const size = await sizeOf(middle)
    if (size === PER_PAGE) full = middle
    else {
      empty = middle
      rest = size
    }
  }
  return rest > 0 ? (empty - 1) * PER_PAGE + rest : full * PER_PAGE
}

/** One conversation; undefined when it is not there any more. */
export async function oneConversation(
  { client, purpose }: Walk,
  key: SessionKey,
): Promise<CrispSession | undefined> {
  const answer = await orMissing(
    client.ask(purpose, (crisp) => crisp.website.getConversation(key.websiteId, key.sessionId)),
  )
  return answer === undefined ? undefined : readSession(answer)
}

export async function orMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof CrispRefusal && error.remedy === 'missing') return undefined
    throw error
  }
}

/**
 * The messages of a conversation, back from its end for as long as `goesOn` says, or to the first. Batches may break
 * inside one millisecond, and the server may or may not count the one asked for: the oldest millisecond is asked for
 * again until it brings nothing new.
 */
export async function messagesBack(
  walk: Walk,
  key: SessionKey,
  goesOn: (batch: readonly CrispMessage[]) => Promise<boolean> | boolean = () => true,
): Promise<{ messages: CrispMessage[]; isWhole: boolean }> {
  const found = new Map<number, CrispMessage>()
  for (let before: number | undefined; ;) {
    const { batch, isLast } = await messageBatch(walk, key, before)
    const fresh = batch.filter(({ fingerprint }) => !found.has(fingerprint))
    for (const message of fresh) found.set(message.fingerprint, message)
    const oldest = Math.min(...batch.map(({ timestamp }) => timestamp))
    const isEnd = isLast || batch.length === 0 || (fresh.length === 0 && before === oldest)
    if (isEnd) return { messages: [...found.values()], isWhole: true }
    const isEnough = fresh.length > 0 && !(await goesOn(fresh))
    if (isEnough) return { messages: [...found.values()], isWhole: false }
    before = fresh.length === 0 ? oldest : oldest + 1
  }
}

async function messageBatch(
  { client, purpose }: Walk,
  { websiteId, sessionId }: SessionKey,
  before: number | undefined,
): Promise<{ batch: CrispMessage[]; isLast: boolean }> {
  const answer = await client.ask(purpose, (crisp) =>
    crisp.website.getMessagesInConversation(websiteId, sessionId, before),
  )
  const query = before === undefined ? '' : `?timestamp_before=${before}`
  const path = `/v1/website/${websiteId}/conversation/${sessionId}/messages${query}`
  // Lists name who wrote; where one does not, notes and events are always the operators'.
  const batch = listOf(answer).flatMap((raw) => readMessage(raw, 'operator') ?? [])
  return { batch, isLast: client.answers.wasLast(path) }
}
