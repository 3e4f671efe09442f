import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import { placeIn } from './continued.ts'
import type { ConversationRow, MessageRow } from './queries.ts'

/** What the writer of a message had not seen of the other side: neither read by writing, nor answered. */
export interface Overlooked {
  /** The first of it that is unread. */
  seq?: number | undefined
  /** When the customer wrote the first of it that waits for an answer. */
  since?: string | undefined
}

interface Written {
  conversationId: string
  author: { type: MessageRow['authorType'] }
  visibility: MessageRow['visibility']
  through?: string | undefined
  seenSeq?: number | undefined
}

type Said = Pick<MessageRow, 'position' | 'authorType' | 'sentAt'>

/** What was said in the conversations of a batch after what the writers of its messages had seen. */
export class Unseen {
  readonly #said: ReadonlyMap<string, Said[]>

  constructor(said: ReadonlyMap<string, Said[]>) {
    this.#said = said
  }

  /** What the writer of a message that is about to be placed had not seen. */
  of(written: Written, row: ConversationRow): Overlooked {
    const seen = seenIn(row, written)
    if (seen === undefined || seen >= row.headSeq) return {}
    const isAgent = written.author.type === 'agent'
    const theirs = (this.#said.get(row.id) ?? []).filter(
      ({ position, authorType }) => position > seen && (authorType === 'customer') === isAgent,
    )
    const read = isAgent ? row.agentReadSeq : row.customerReadSeq
    const seq = theirs.find(({ position }) => position > read)?.position
    const { waitingSince } = row
    if (!isAgent || waitingSince === null) return { seq }
    return { seq, since: theirs.find(({ sentAt }) => sentAt >= waitingSince)?.sentAt }
  }

  /** Hears of a message of the batch that was placed, and answers it. */
  add(message: MessageRow): MessageRow {
    if (message.visibility === 'public') this.#said.get(message.conversationId)?.push(message)
    return message
  }
}

/** Looks up what was said after what the writers of a batch had seen. */
export async function unseenBy(
  tx: Tx,
  batch: readonly Written[],
  rows: ReadonlyMap<string, ConversationRow>,
): Promise<Unseen> {
  const said = new Map<string, Said[]>()
  const wanted = new Map<string, number>()
  for (const written of batch) {
    const row = rows.get(written.conversationId.toLowerCase())
    const seen = row && seenIn(row, written)
    if (!row || seen === undefined) continue
    said.set(row.id, [])
    if (seen >= row.headSeq || !isAnyLeft(row, written)) continue
    // Of what customers overlooked only the unread matters: however little a client says it has seen, no more is read.
    const from = written.author.type === 'customer' ? Math.max(seen, row.customerReadSeq) : seen
    wanted.set(row.id, Math.min(from, wanted.get(row.id) ?? from))
  }
  for (const message of await saidAfter(tx, wanted)) said.get(message.conversationId)?.push(message)
  return new Unseen(said)
}

/** Whether anything of the other side is unread, or waits. */
const isAnyLeft = (row: ConversationRow, { author }: Written): boolean =>
  author.type === 'customer'
    ? row.customerReadSeq < row.headSeq
    : row.agentReadSeq < row.headSeq || row.waitingSince !== null

// A customer's number counts what they see, which in a conversation they go on in is not its own number.
function seenIn(row: ConversationRow, { visibility, through, seenSeq }: Written) {
  if (visibility !== 'public' || seenSeq === undefined || through === undefined)
    return visibility === 'public' ? seenSeq : undefined
  const { after, shift } = placeIn(row, through)
  return seenSeq - shift > after ? seenSeq - shift : 0
}

async function saidAfter(
  tx: Tx,
  wanted: ReadonlyMap<string, number>,
): Promise<Array<Said & { conversationId: string }>> {
  if (wanted.size === 0) return []
  const json = JSON.stringify([...wanted].map(([c, s]) => ({ c, s })))
  const columns = sql`conversation_id, position, author_type, sent_at`
  const said = sql`messages where conversation_id = wanted.c and position > wanted.s and inner_seq = 0`
  // Postgres guesses that many are wanted and would rather read all messages: a limit has it look up each.
  const found =
    tx.database.dialect === 'sqlite'
      ? sql`(select value ->> '$.c' as c, value ->> '$.s' as s from json_each(${json})) wanted
          cross join ${said}`
      : sql`jsonb_to_recordset(${json}::jsonb) wanted(c uuid, s bigint)
          cross join lateral (select ${columns} from ${said} order by position limit 1000000) said`
  const { rows } = await sql<Said & { conversationId: string }>`
    select ${columns} from ${found} order by position`.execute(tx.sql)
  return rows
}
