import type { Attachment } from '../contract/files.ts'
import { type MessageRow, publicMessagesAfter } from '../conversations/index.ts'
import type { Sql } from '../db/transaction.ts'

const LONGEST = 20_000
// Room for the line that says how much is missing.
const ROOM = LONGEST - 100
// Time and name alone take 26 characters, so no more lines than this fit.
const MOST_LINES = Math.ceil(ROOM / 26)

/** The public messages of a chat as readable lines, oldest first, and how many more there were than fit. */
export async function transcriptOf(
  sql: Sql,
  chat: { id: string; headSeq: number },
): Promise<string> {
  return transcript(await publicMessagesAfter(sql, chat.id, 0, MOST_LINES), chat.headSeq)
}

/** The first public messages of a chat, `total` in all, as readable lines. */
export function transcript(messages: readonly MessageRow[], total: number): string {
  if (messages.length === 0) return 'Nobody wrote anything in this chat.'
  const lines: string[] = []
  let length = 0
  for (const line of messages.map(lineOf)) {
    length += line.length + 1
    if (length > ROOM) break
    lines.push(line)
  }
  const more = total - lines.length
  if (more > 0) lines.push(`… and ${more} more ${more === 1 ? 'message' : 'messages'}`)
  return lines.join('\n')
}

const BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g

function saidIn({ content, attachments }: MessageRow): string {
  const files = attachments === null ? [] : (JSON.parse(attachments) as Attachment[])
  const names = files.map(({ name }) => `[${name}]`)
  return [...(content === '' ? [] : [content]), ...names].join('\n').replaceAll(BREAK, '\n  ')
}

const minuteOf = (at: string) => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`

// What a message continues is indented: nobody can write a line that looks like someone else's.
const lineOf = (message: MessageRow): string =>
  `[${minuteOf(message.sentAt)}] ${message.authorName.replaceAll(BREAK, ' ')}: ${saidIn(message)}`
    .slice(0, ROOM - 1)
    .toWellFormed()
