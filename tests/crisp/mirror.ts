import { sql } from 'kysely'
import type { Sql } from '../../server/db/transaction.ts'
import type { TrueConversation } from '../support/crisp-emulator/truth.ts'

/** What of a message both sides must agree on. */
interface Line {
  fingerprint: number
  timestamp: number
  type: string
  from: 'user' | 'operator'
  content: string
}

/** One conversation of Crisp in a form that is the same for the truth and for our rows. */
export interface Mirrored {
  session: string
  state: string
  isBlocked: boolean
  operator: string | null
  nickname: string
  email: string
  /** By their fingerprints. */
  lines: Line[]
  /** Fingerprints as the thread shows them; messages of one millisecond may stand either way, so they go by number. */
  order: number[]
}

/** The truth, as it can be compared. */
export function asTold(truth: readonly TrueConversation[]): Mirrored[] {
  return truth
    .map(({ session_id, state, is_blocked, assigned, nickname, email, messages }) => ({
      session: session_id,
      state,
      isBlocked: is_blocked,
      operator: assigned,
      nickname,
      email,
      lines: messages.map(({ fingerprint, timestamp, type, from, content }) => ({
        fingerprint,
        timestamp,
        type,
        from,
        content: typeof content === 'string' ? content : JSON.stringify(content),
      })),
      order: [],
    }))
    .map(withOrder)
}

function withOrder(mirrored: Mirrored): Mirrored {
  const lines = mirrored.lines.toSorted((a, b) => a.fingerprint - b.fingerprint)
  const order = lines
    .toSorted((a, b) => a.timestamp - b.timestamp || a.fingerprint - b.fingerprint)
    .map(({ fingerprint }) => fingerprint)
  return { ...mirrored, lines, order }
}

interface SessionRow {
  sessionId: string
  conversationId: string
  state: string
  isBlocked: number
  operatorId: string | null
  nickname: string | null
  email: string | null
}

interface ItemRow {
  sessionId: string
  fingerprint: number | string
  type: string
  author: string
  content: string
  sentAt: number | string
  messageId: string | null
}

/** What we hold of a website, with the order in which its threads show it. */
export async function mirrorOf(db: Sql, websiteId: string): Promise<Mirrored[]> {
  const sessions = await sql<SessionRow>`
    select session_id, conversation_id, state, is_blocked, operator_id, nickname, email
    from crisp_sessions where website_id = ${websiteId} and removed_at is null
    order by session_id`.execute(db)
  const items = await sql<ItemRow>`
    select i.session_id, i.fingerprint, i.type, i.author, i.content, i.sent_at, i.message_id
    from crisp_items i join messages m on m.id = i.message_id
    join crisp_sessions s on s.website_id = i.website_id and s.session_id = i.session_id
      and s.conversation_id = m.conversation_id
    where i.website_id = ${websiteId} and i.removed_at is null and m.removed_at is null
    order by i.session_id, m.position, m.inner_seq`.execute(db)
  return sessions.rows.map((row) => {
    const own = items.rows.filter(({ sessionId }) => sessionId === row.sessionId)
    return {
      session: row.sessionId,
      state: row.state,
      isBlocked: Boolean(row.isBlocked),
      operator: row.operatorId,
      nickname: row.nickname ?? '',
      email: row.email ?? '',
      lines: own.map(lineOf).toSorted((a, b) => a.fingerprint - b.fingerprint),
      order: own.map(({ fingerprint }) => Number(fingerprint)),
    }
  })
}

function lineOf({ fingerprint, sentAt, type, author, content }: ItemRow): Line {
  return {
    fingerprint: Number(fingerprint),
    timestamp: Number(sentAt),
    type,
    from: author === 'visitor' ? 'user' : 'operator',
    content,
  }
}
