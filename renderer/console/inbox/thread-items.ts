import type { Message } from '../../../server/contract/conversations.ts'

/** What stands in a thread, from top to bottom. */
export type Item =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'line'; key: string; message: Message }
  | { kind: 'message'; key: string; message: Message; isFirst: boolean }

const CLOSE_MS = 5 * 60_000
const dayOf = (time: string) => new Date(time).toDateString()

/** Whether a message goes on where the one before it stopped, so that its author need not be named again. */
function goesOn(before: Message | undefined, message: Message) {
  if (!before || before.kind === 'event') return false
  return (
    before.author.id === message.author.id &&
    before.author.type === message.author.type &&
    before.visibility === message.visibility &&
    Date.parse(message.sentAt) - Date.parse(before.sentAt) < CLOSE_MS
  )
}

/** Puts day headings between messages and joins what one person says in one go. */
export function threadItems(messages: readonly Message[]): Item[] {
  const items: Item[] = []
  let before: Message | undefined
  let dayBefore: string | undefined
  for (const message of messages) {
    const day = dayOf(message.sentAt)
    const isNewDay = day !== dayBefore
    if (isNewDay) items.push({ kind: 'day', key: `day ${message.id}`, at: message.sentAt })
    if (message.kind === 'event') items.push({ kind: 'line', key: message.id, message })
    else {
      const isFirst = isNewDay || !goesOn(before, message)
      items.push({ kind: 'message', key: message.id, message, isFirst })
    }
    before = message
    dayBefore = day
  }
  return items
}

/** Whether two things in a thread look the same. */
export function isSameItem(a: Item, b: Item) {
  if (a.kind !== b.kind || a.key !== b.key) return false
  if (a.kind === 'day' || b.kind === 'day') return true
  return a.message === b.message && isFirstOf(a) === isFirstOf(b)
}

const isFirstOf = (item: Item) => item.kind === 'message' && item.isFirst

/** How far a message of ours has come. */
export type Mark = 'sent' | 'delivered' | 'read'
export type Marks = ReadonlyMap<string, Mark>

interface Reach {
  readonly customerGotSeq: number
  readonly customerReadSeq: number
}

const markOf = (seq: number, { customerGotSeq, customerReadSeq }: Reach): Mark =>
  seq <= customerReadSeq ? 'read' : seq <= customerGotSeq ? 'delivered' : 'sent'

/** The mark under the last message of ours that has come so far, by its id. */
export function marksOf(messages: readonly Message[], reach: Reach): Marks {
  const last = messages.findLast(({ seq }) => seq !== null)
  // Under an older message a mark says nothing that the customer's own reply does not say.
  if (!last || last.author.type === 'customer') return new Map()
  const ids = new Map<Mark, string>()
  for (const { id, seq, author } of messages)
    if (seq !== null && author.type !== 'customer') ids.set(markOf(seq, reach), id)
  return new Map([...ids].map(([mark, id]) => [id, mark]))
}
