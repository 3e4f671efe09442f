import { DateTime, IANAZone } from 'luxon'
import type { Attachment } from '../contract/files.ts'
import type { Language } from '../contract/identity.ts'
import {
  type ConversationRow,
  headSeen,
  type MessageRow,
  seenAfter,
} from '../conversations/index.ts'
import type { Sql } from '../db/transaction.ts'

const PAGE = 500
const BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g

/** How a transcript is written. */
export interface Manner {
  language: Language
  zone: string
  workspaceName: string
}

/** The zone by this name; UTC when there is none. */
export const zoneOr = (name: string | undefined): string =>
  name !== undefined && IANAZone.isValidZone(name) ? name : 'UTC'

/**
 * What a session's customer sees, in it and in what it goes on in, as readable text, page by page, up to where it stood at the beginning. What a message
 * continues is indented: nobody can write a line that looks like someone else's.
 */
export async function* transcriptText(
  sql: Sql,
  way: readonly [ConversationRow, ...ConversationRow[]],
  manner: Manner,
): AsyncGenerator<string> {
  yield heading(way[0], manner)
  const head = headSeen(way)
  let after = 0
  while (after < head) {
    const page = await seenAfter(sql, way, after, PAGE)
    const due = page.filter(({ seq }) => (seq ?? 0) <= head)
    if (due.length === 0) return
    yield due.map((message) => lineOf(message, manner)).join('')
    after = due.at(-1)?.seq ?? head
  }
}

const readable = (at: string, { language, zone }: Manner): string =>
  DateTime.fromISO(at, { zone }).toFormat(
    language === 'vi' ? 'dd/MM/yyyy HH:mm' : 'yyyy-MM-dd HH:mm',
  )

function heading({ startedAt }: ConversationRow, manner: Manner): string {
  const { language, zone, workspaceName } = manner
  const name = workspaceName.replaceAll(BREAK, ' ')
  const began = readable(startedAt, manner)
  return language === 'vi'
    ? `${name}\nCuộc trò chuyện bắt đầu lúc ${began} (${zone})\n\n`
    : `${name}\nChat started ${began} (${zone})\n\n`
}

function lineOf(message: MessageRow, manner: Manner): string {
  const files =
    message.attachments === null ? [] : (JSON.parse(message.attachments) as Attachment[])
  const said = [message.content, ...files.map(({ name }) => `[${name}]`)].filter(Boolean).join('\n')
  const who = message.authorName.replaceAll(BREAK, ' ')
  return `[${readable(message.sentAt, manner)}] ${who}: ${said.replaceAll(BREAK, '\n  ')}\n`
}
