import { messageBatch, pageOf } from '../lists.ts'
import {
  addMessage,
  compose,
  type Draft,
  editMessage,
  type Mark,
  markDelivered,
  markRead,
  markUnread,
  messageOf,
  removeMessage,
} from '../messages.ts'
import type { Compose, Message, Sender } from '../shapes.ts'
import {
  type Answer,
  type AskedOfConversation,
  done,
  listed,
  ofConversation,
  refused,
} from './router.ts'

const TYPES = 'text note file animation audio picker field carousel event'.split(' ')

export const messageRoutes = [
  ofConversation('GET', '/messages', ({ crisp, conversation, query }) =>
    listed(messageBatch(conversation.messages, query, crisp.behaviour)),
  ),
  ofConversation('POST', '/message', ({ crisp, conversation, body }) => {
    const wrong = wrongField(body)
    if (wrong) return refused(400, 'invalid_data', wrong)
    const { fingerprint } = addMessage(crisp, conversation, body as unknown as Draft)
    return done('dispatched', { fingerprint }, 202)
  }),
  ofConversation('GET', '/message/:fingerprint', (asked) =>
    withMessage(asked, (message) => done('resolved', message)),
  ),
  ofConversation('PATCH', '/message/:fingerprint', (asked) =>
    withMessage(asked, (message) => {
      const { crisp, conversation, body } = asked
      if (body.content === undefined) return refused(400, 'invalid_data', 'content')
      editMessage(crisp, conversation, message, body.content)
      return done('updated')
    }),
  ),
  ofConversation('DELETE', '/message/:fingerprint', (asked) =>
    withMessage(asked, (message) => {
      removeMessage(asked.crisp, asked.conversation, message)
      return done('deleted')
    }),
  ),
]

export const markRoutes = [
  ofConversation('PATCH', '/compose', ({ crisp, conversation, body }) => {
    if (!isSender(body.from)) return refused(400, 'invalid_data', 'from')
    compose(crisp, conversation, body as unknown as Compose & { from: Sender })
    return done('updated')
  }),
  ofConversation('PATCH', '/read', ({ crisp, conversation, body }) => {
    const mark = markOf(body)
    if (!mark) return refused(400, 'invalid_data', 'origin')
    markRead(crisp, conversation, mark)
    return done('updated')
  }),
  ofConversation('PATCH', '/delivered', ({ crisp, conversation, body }) => {
    const mark = markOf(body)
    if (!mark) return refused(400, 'invalid_data', 'origin')
    markDelivered(crisp, conversation, mark)
    return done('updated')
  }),
  ofConversation('PATCH', '/unread', ({ crisp, conversation, body }) => {
    if (!isSender(body.from)) return refused(400, 'invalid_data', 'from')
    markUnread(crisp, conversation, body.from)
    return done('updated')
  }),
  ofConversation('GET', '/files/:page', ({ conversation, params }) => {
    const files = conversation.messages.filter(({ type }) => type === 'file').map(fileOf)
    return listed(pageOf(files, Number(params.page) || 1, 20))
  }),
  ofConversation('GET', '/pages/:page', () => done('listed', [])),
  ofConversation('GET', '/events/:page', () => done('listed', [])),
]

function withMessage(asked: AskedOfConversation, act: (message: Message) => Answer): Answer {
  const message = messageOf(asked.conversation, Number(asked.params.fingerprint))
  return message ? act(message) : refused(404, 'message_not_found')
}

function wrongField({ type, from, origin, content, fingerprint }: Record<string, unknown>) {
  if (!TYPES.includes(String(type))) return 'type'
  if (!isSender(from)) return 'from'
  if (typeof origin !== 'string') return 'origin'
  if (typeof content !== 'string' && (typeof content !== 'object' || content === null))
    return 'content'
  if (fingerprint !== undefined && !Number.isSafeInteger(fingerprint)) return 'fingerprint'
  return undefined
}

function isSender(from: unknown): from is Sender {
  return from === 'user' || from === 'operator'
}

/** A mark with who it is about; the real Crisp refuses one without its origin. */
function markOf({ from, origin, fingerprints }: Record<string, unknown>): Mark | undefined {
  if (!isSender(from) || typeof origin !== 'string') return undefined
  return { from, origin, fingerprints: fingerprints as number[] | undefined }
}

function fileOf({ content, fingerprint, timestamp }: Message) {
  return { ...(content as object), fingerprint, timestamp }
}
