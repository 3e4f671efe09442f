import type { StreamEvent } from '../contract/events.ts'
import type { Language } from '../contract/identity.ts'
import type { Notification } from '../contract/notifications.ts'
import type { Started } from './queued.ts'

/** A notification and whom it is for: every agent, if a conversation stays in the queue, or one. */
export interface Decision {
  to: { queued: Started } | { agentId: string }
  type: Notification['type']
  data: Notification['data']
  text: (language: Language) => { title: string; message: string }
}

const GIVEN = new Set(['assigned', 'transferred'])

/** Who must hear of a fact: a new chat concerns every agent while nobody has it, an assignment the assignee. */
export function decide(event: StreamEvent): Decision | undefined {
  switch (event.kind) {
    case 'conversation.started':
      return event.refs.channel === 'ticket' ? undefined : newChat(event)
    case 'conversation.changed':
      return GIVEN.has(event.body.change) ? assignedChat(event) : undefined
    case 'ticket.created':
      return assignedTicket(event.body.ticket, null)
    case 'ticket.updated':
      return event.body.changed.includes('assignedTo')
        ? assignedTicket(event.body.ticket, event.body.byId)
        : undefined
    default:
      return undefined
  }
}

function newChat({
  body: { conversation },
}: Extract<StreamEvent, { kind: 'conversation.started' }>): Decision {
  const who = conversation.visitorName
  return {
    to: { queued: conversation },
    type: 'chat',
    data: { sessionId: conversation.id },
    text: (language) =>
      language === 'vi'
        ? { title: 'Cuộc trò chuyện mới', message: `${who} đã bắt đầu trò chuyện` }
        : { title: 'New chat', message: `${who} started a chat` },
  }
}

function assignedChat({
  body,
}: Extract<StreamEvent, { kind: 'conversation.changed' }>): Decision | undefined {
  const { assignee, id } = body.conversation
  // Taking a chat oneself is no news.
  if (!assignee || body.by?.id === assignee.id) return undefined
  const by = body.by?.name
  return {
    to: { agentId: assignee.id },
    type: 'chat',
    data: { sessionId: id },
    text: (language) =>
      language === 'vi'
        ? {
            title: 'Bạn được giao một cuộc trò chuyện',
            message: by ? `${by} đã giao cho bạn` : 'Hãy mở để trả lời',
          }
        : {
            title: 'A chat was assigned to you',
            message: by ? `${by} assigned it` : 'Open it to answer',
          },
  }
}

function assignedTicket(
  ticket: Extract<StreamEvent, { kind: 'ticket.created' }>['body']['ticket'],
  byId: string | null,
): Decision | undefined {
  if (ticket.assignedTo === null || ticket.assignedTo === byId) return undefined
  return {
    to: { agentId: ticket.assignedTo },
    type: 'ticket',
    data: { ticketId: ticket.id, ticketNumber: ticket.ticketNumber },
    text: (language) => ({
      title:
        language === 'vi'
          ? `Phiếu ${ticket.ticketNumber} được giao cho bạn`
          : `Ticket ${ticket.ticketNumber} was assigned to you`,
      message: ticket.subject,
    }),
  }
}
