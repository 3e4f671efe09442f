import { IANAZone } from 'luxon'
import type { z } from 'zod'
import type { LeaveMessage, SentMessage } from '../contract/webchat.ts'
import { appendMessages, type Draft, messageContent } from '../conversations/index.ts'
import type { Tx } from '../db/transaction.ts'
import { ProblemError } from '../problems.ts'
import { type ChatConfig, chatConfig } from '../settings/index.ts'
import { insertTicket, numberOfChat, ticketNumber } from '../tickets/index.ts'
import { type Arrival, readArrival, type Seen } from './arrival.ts'
import { type Answering, answeringOf, availabilityAt } from './availability.ts'
import {
  enterChat,
  type Entered,
  type NewChat,
  type StartOptions,
  afresh,
  viewStarted,
} from './start.ts'
import { messageLeftText } from './texts.ts'

const SUBJECT_MIN = 5
const SUBJECT_MAX = 200
const DESCRIPTION_MIN = 10
const DESCRIPTION_MAX = 20_000

export interface Left extends NewChat, SentMessage {
  ticketNumber: string
}

/**
 * Starts a chat with its first message and makes a ticket of it, all or nothing; whatever of it was done before is not
 * done again. It asks not whether the chat is open: what was written as the doors opened must not be lost.
 */
export async function leaveMessage(
  options: StartOptions,
  payload: z.output<typeof LeaveMessage>,
  seen: Seen,
): Promise<Left> {
  const arrival = await readArrival(options, payload, seen)
  const content = messageContent(payload.content)
  const config = await chatConfig(options.database)
  return afresh(options.database, async (tx) => {
    const entered = await enterChat(tx, arrival)
    const { session, customer } = entered
    const author = { type: 'customer', id: customer.id, name: session.visitorName } as const
    const { clientMessageId } = payload
    const said = await say(tx, { ...spoken(session.id, content), author, clientMessageId })
    const known = await numberOfChat(tx.sql, session.id)
    const number =
      known === undefined
        ? await makeTicket(tx, { entered, arrival, config, content })
        : ticketNumber(known)
    const { id: messageId, seq, sentAt } = said.message
    return {
      ...viewStarted(options, entered, arrival),
      isCounted: !said.repeated,
      hasMessages: true,
      messageId,
      seq: seq ?? 0,
      sentAt,
      ticketNumber: number,
    }
  })
}

const spoken = (conversationId: string, content: string) =>
  ({ conversationId, content, channels: ['webchat'], kind: 'text', visibility: 'public' }) as const

async function say(tx: Tx, draft: Draft) {
  const [outcome] = await appendMessages(tx, [draft])
  if (!outcome || outcome instanceof ProblemError)
    throw outcome ?? new Error('nothing came of a message')
  return outcome
}

interface Request {
  entered: Entered
  arrival: Arrival
  config: ChatConfig
  content: string
}

async function makeTicket(tx: Tx, { entered, arrival, config, content }: Request): Promise<string> {
  const { session, customer } = entered
  const by = { id: customer.id, name: session.visitorName }
  const { ticketNumber: number } = await insertTicket(
    tx,
    {
      customer,
      chatSessionId: session.id,
      convertedFrom: null,
      subject: subjectOf(content, session.visitorName),
      description: descriptionOf(content, arrival, session.visitorName),
      priority: 'medium',
      assigneeId: null,
    },
    by,
  )
  const answering = await answeringOf(tx.sql, config, session.teamId)
  const open = await availabilityAt(tx.sql, answering, new Date(tx.now))
  const text = messageLeftText(arrival.language, number, open, zoneOf(arrival, answering))
  const author = { type: 'bot', id: null, name: config.workspaceName } as const
  await say(tx, { ...spoken(session.id, text), author, clientMessageId: null })
  return number
}

// The visitor's own, where it is one.
const zoneOf = ({ report: { zone } }: Arrival, { hours }: Answering): string =>
  zone !== undefined && IANAZone.isValidZone(zone) ? zone : hours.zone

/** The first line of a message, long enough for a subject. */
function subjectOf(content: string, name: string): string {
  const first =
    content.split(/[\n\v\f\r\u0085\u2028\u2029]/).find((line) => line.trim() !== '') ?? ''
  const line = first.replaceAll(/\p{Cc}+/gu, ' ').trim()
  const subject = line.length < SUBJECT_MIN ? `${line} · ${name}` : line
  return subject.slice(0, SUBJECT_MAX).toWellFormed().padEnd(SUBJECT_MIN, '.')
}

function descriptionOf(content: string, { context }: Arrival, name: string): string {
  const answers = context.fields.map(({ label, value }) => `${label}: ${value}`)
  const whole = [content.trim(), ...answers].join('\n')
  const text = whole.length < DESCRIPTION_MIN ? `${name}: ${whole}` : whole
  return text.slice(0, DESCRIPTION_MAX).toWellFormed().padEnd(DESCRIPTION_MIN, '.')
}
