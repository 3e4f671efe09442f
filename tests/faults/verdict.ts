import type { ChatMessage } from '../../server/contract/webchat.ts'
import { createApi } from '../support/api.ts'
import { Agent } from './agent.ts'
import type { Crowd } from './crowd.ts'
import { type Customer, emailOf } from './customer.ts'
import { digestOf } from './outbox.ts'
import type { Entry, Ledger } from './ledger.ts'

const PAGE = 500

/** What must never happen, counted. */
export const VIOLATIONS = [
  'acknowledged and missing',
  'acknowledged before it was on disk',
  'acknowledged unseen',
  'never stored',
  'stored twice',
  'out of order',
  'gaps in seq',
  'answered otherwise',
  'refused for good',
  'written by nobody',
  'stream differs',
  'thread differs',
  'late to be in sync',
  'late',
  'started twice',
  'another file',
  'not stopped in order',
  'sockets lost',
  'unclear refusal',
  'slower than it may be',
  'too much memory',
] as const
export type Violation = (typeof VIOLATIONS)[number]

/** Counts of violations, with the first few of them in words. */
export class Verdict {
  readonly counts: Partial<Record<Violation, number>> = {}
  readonly examples: string[] = []

  add(violation: Violation, example: string, count = 1): void {
    if (count === 0) return
    this.counts[violation] = (this.counts[violation] ?? 0) + count
    if (this.examples.length < 20) this.examples.push(`${violation}: ${example}`)
  }

  get isFlawless(): boolean {
    return Object.keys(this.counts).length === 0
  }
}

/** Where to ask what is stored. */
export interface Books {
  url: string
  token: string
  ledger: Ledger
  crowd: Crowd
}

/** Compares the ledger and what every client holds with what the server has. Answers how many messages are stored. */
export async function judge(books: Books, verdict: Verdict): Promise<number> {
  const { url, token, ledger, crowd } = books
  const stored = new Map<string, ChatMessage[]>()
  for (const { sessionId } of crowd.customers)
    stored.set(sessionId, await readThread(url, token, sessionId))
  const all = [...stored.values()].flat()
  judgeEntries(ledger, all, verdict)
  for (const thread of stored.values()) judgeOrder(ledger, thread, verdict)
  for (const customer of crowd.customers)
    judgeThread(customer, stored.get(customer.sessionId) ?? [], verdict)
  await judgeStarts(books, verdict)
  await judgeFiles(books, all, verdict)
  await judgeStreams(books, all, verdict)
  return all.length
}

/** Each customer has the one chat they were told of, and nobody else has any. */
async function judgeStarts({ url, token, crowd }: Books, verdict: Verdict): Promise<void> {
  const { body } = await createApi(url, token).get('/api/chat/sessions/active')
  const sessions = Map.groupBy(
    body.data as Array<{ id: string; customer: { email: string } }>,
    ({ customer }) => customer.email,
  )
  for (const { name, sessionId } of crowd.customers) {
    const theirs = sessions.get(emailOf(name)) ?? []
    if (!theirs.some(({ id }) => id === sessionId)) verdict.add('acknowledged and missing', name)
    verdict.add('started twice', name, Math.max(0, theirs.length - 1))
    sessions.delete(emailOf(name))
  }
  const strangers = [...sessions.keys()].filter((email) => email.endsWith(emailOf('')))
  verdict.add('started twice', strangers.join(), strangers.length)
}

/** The files that were sent are with their messages, once each and byte by byte. */
async function judgeFiles(
  { url, token, ledger }: Books,
  all: ChatMessage[],
  verdict: Verdict,
): Promise<void> {
  const api = createApi(url, token)
  for (const { clientMessageId = '', attachments = [] } of all) {
    const wanted = ledger.entries.get(clientMessageId)?.file
    const digests: string[] = []
    for (const { id } of attachments) {
      const { body } = await api.get(`/api/files/${id}/link`)
      const file = await fetch(new URL(body.data.url as string, url))
      digests.push(digestOf(await file.bytes()))
    }
    if (digests.join() !== (wanted ?? '')) verdict.add('another file', clientMessageId)
  }
}

function judgeEntries(ledger: Ledger, all: ChatMessage[], verdict: Verdict): void {
  const byKey = Map.groupBy(all, ({ clientMessageId }) => clientMessageId ?? '')
  for (const [key, messages] of byKey) {
    if (!ledger.entries.has(key)) verdict.add('written by nobody', key, messages.length)
    if (messages.length > 1) verdict.add('stored twice', key, messages.length - 1)
  }
  for (const entry of ledger.entries.values()) judgeEntry(entry, byKey.get(entry.key)?.[0], verdict)
}

function judgeEntry(entry: Entry, message: ChatMessage | undefined, verdict: Verdict): void {
  const { key, receipts, refusedFor } = entry
  if (refusedFor.length > 0) verdict.add('refused for good', `${key} ${refusedFor.join()}`)
  if (!message) {
    verdict.add(receipts.length > 0 ? 'acknowledged and missing' : 'never stored', key)
    return
  }
  const isSame = receipts.every(
    ({ messageId, seq }) => messageId === message.id && seq === message.seq,
  )
  const isInPlace = message.sessionId === entry.conversationId && message.content.startsWith(key)
  if (!isSame || !isInPlace) verdict.add('answered otherwise', `${key} ${JSON.stringify(message)}`)
}

/** Keys rise in the order they were written: so must each author's within a thread. */
function judgeOrder({ entries }: Ledger, thread: ChatMessage[], verdict: Verdict): void {
  const latest = new Map<string, string>()
  thread.forEach(({ seq, sessionId, clientMessageId: key = '' }, index) => {
    if (seq !== index + 1) verdict.add('gaps in seq', `${sessionId}: ${seq} at ${index + 1}`)
    const author = entries.get(key)?.author ?? ''
    const before = latest.get(author) ?? ''
    if (before >= key) verdict.add('out of order', `${sessionId}: ${before} before ${key}`)
    latest.set(author, key)
  })
}

function judgeThread(customer: Customer, thread: ChatMessage[], verdict: Verdict): void {
  const { name, clashes } = customer
  verdict.add('thread differs', `${name}: other messages under known numbers`, clashes)
  const wrong = thread.filter(({ id }, index) => customer.thread[index]?.id !== id).length
  const surplus = Math.max(0, customer.thread.length - thread.length)
  verdict.add('thread differs', `${name} holds other messages`, wrong + surplus)
}

/** Reads the whole stream anew: it tells of every stored message once, and every agent has the same. */
async function judgeStreams(
  { url, token, ledger, crowd }: Books,
  all: ChatMessage[],
  verdict: Verdict,
): Promise<void> {
  const reader = await Agent.signIn(url, token, 'reader', ledger)
  await reader.inSync()
  reader.end()
  const told = reader.stream.flatMap(
    (signature) => /^message\.added .* (\S+) \d+$/.exec(signature)?.[1] ?? [],
  )
  const once = new Set(told)
  verdict.add('stream differs', 'tells of a message twice', told.length - once.size)
  const untold = all.filter(({ id }) => !once.has(id)).length
  verdict.add('stream differs', 'does not tell of a message', untold)
  for (const { name, stream } of crowd.agents) {
    const wrong = reader.stream.filter((signature, index) => stream[index] !== signature).length
    verdict.add('stream differs', `${name} of ${reader.stream.length}`, wrong)
    const surplus = Math.max(0, stream.length - reader.stream.length)
    verdict.add('stream differs', `${name} has more than there is`, surplus)
  }
}

/** Every public message of a session, as REST answers. */
async function readThread(url: string, token: string, sessionId: string) {
  const api = createApi(url, token)
  const messages: ChatMessage[] = []
  for (;;) {
    const after = messages.length
    const path = `/api/chat/sessions/${sessionId}/messages?after=${after}&limit=${PAGE}`
    const { status, body } = await api.get(path)
    if (status !== 200) throw new Error(`reading a thread answered ${status}`)
    const page = body.data as ChatMessage[]
    messages.push(...page)
    if (page.length < PAGE) return messages
  }
}
