import {
  assign,
  openConversation,
  removeConversation,
  requestInitiated,
  setBlocked,
  setMeta,
  setParticipants,
  setState,
  setVerified,
} from './conversations.ts'
import type { Crisp } from './crisp.ts'
import {
  addMessage,
  compose,
  type Draft,
  editMessage,
  markDelivered,
  markRead,
  messageOf,
  removeMessage,
} from './messages.ts'
import { addPerson, bindPerson } from './people.ts'
import type { Conversation, Message, Meta, Operator, State, Website } from './shapes.ts'
import { websiteOf } from './store.ts'

/** What somebody writes; text alone is enough. */
export type Said = string | (Partial<Draft> & { content: unknown })

/** What visitors and operators do in Crisp; conversations go by their session id. */
export type Acts = ReturnType<typeof createActs>

export function createActs(crisp: Crisp) {
  return { ...visitorActs(crisp), ...operatorActs(crisp), ...conversationActs(crisp) }
}

function visitorActs(crisp: Crisp) {
  return {
    /** Somebody opens the chat box; with an e-mail address they become a contact. */
    visitorArrives(websiteId: string, meta: Partial<Meta> = {}): string {
      const conversation = openConversation(crisp, websiteId, meta)
      const { nickname, email } = conversation.meta
      if (email) bindPerson(crisp, conversation, addPerson(crisp, websiteId, { email, nickname }))
      return conversation.session_id
    },
    visitorSays(session: string, said: Said): Message {
      return addMessage(crisp, find(crisp, session), { ...draftOf(said), from: 'user' })
    },
    visitorTypes(session: string, excerpt: string): void {
      const type = excerpt ? 'start' : 'stop'
      compose(crisp, find(crisp, session), { from: 'user', type, excerpt })
    },
    /** The visitor sees what operators wrote. */
    visitorReads(session: string): void {
      const mark = { from: 'operator', origin: 'chat' } as const
      markDelivered(crisp, find(crisp, session), mark)
      markRead(crisp, find(crisp, session), mark)
    },
    visitorReceives(session: string): void {
      markDelivered(crisp, find(crisp, session), { from: 'operator', origin: 'chat' })
    },
    visitorSaysWhoTheyAre(session: string, meta: Partial<Meta>): void {
      setMeta(crisp, find(crisp, session), meta)
    },
    visitorProvesTheirEmail(session: string): void {
      setVerified(crisp, find(crisp, session), true)
    },
  }
}

function operatorActs(crisp: Crisp) {
  const operatorOf = (conversation: Conversation): Operator => {
    const { operators } = websiteOf(crisp.store, conversation.website_id)
    return operators.find(({ user_id }) => user_id === conversation.assigned) ?? operators[0]!
  }
  const say = (session: string, said: Said): Message => {
    const conversation = find(crisp, session)
    const { user_id, first_name } = operatorOf(conversation)
    const user = { type: 'operator', user_id, nickname: first_name, avatar: null }
    return addMessage(crisp, conversation, { user, ...draftOf(said), from: 'operator' })
  }
  return {
    operatorSays: say,
    operatorNotes: (session: string, text: string): Message =>
      say(session, { type: 'note', content: text }),
    operatorTypes(session: string, isTyping: boolean): void {
      const conversation = find(crisp, session)
      const { user_id } = operatorOf(conversation)
      compose(crisp, conversation, { from: 'operator', type: isTyping ? 'start' : 'stop', user_id })
    },
    operatorReads(session: string): void {
      markRead(crisp, find(crisp, session), { from: 'user', origin: 'chat' })
    },
    operatorAsksToChat(session: string): void {
      requestInitiated(crisp, find(crisp, session))
    },
  }
}

function conversationActs(crisp: Crisp) {
  const messageIn = (conversation: Conversation, fingerprint: number): Message => {
    const message = messageOf(conversation, fingerprint)
    if (!message) throw new Error(`no message ${fingerprint}`)
    return message
  }
  return {
    edit(session: string, fingerprint: number, content: unknown): void {
      const conversation = find(crisp, session)
      editMessage(crisp, conversation, messageIn(conversation, fingerprint), content)
    },
    remove(session: string, fingerprint: number): void {
      const conversation = find(crisp, session)
      removeMessage(crisp, conversation, messageIn(conversation, fingerprint))
    },
    setState: (session: string, state: State): void => setState(crisp, find(crisp, session), state),
    setMeta: (session: string, meta: Partial<Meta>): void =>
      setMeta(crisp, find(crisp, session), meta),
    assign: (session: string, userId: string | null): void =>
      assign(crisp, find(crisp, session), userId),
    block: (session: string, isBlocked: boolean): void =>
      setBlocked(crisp, find(crisp, session), isBlocked),
    setParticipants: (session: string, participants: Conversation['participants']): void =>
      setParticipants(crisp, find(crisp, session), participants),
    removeConversation: (session: string): void => removeConversation(crisp, find(crisp, session)),
    /** The plugin is installed on a website, or taken away from it. */
    subscribe(websiteId: string, isSubscribed: boolean): void {
      websiteOf(crisp.store, websiteId).subscribed = isSubscribed
      crisp.feed.send({
        name: 'plugin:subscription:updated',
        website_id: websiteId,
        payload: { website_id: websiteId, plugin_id: 'frontdesk', bound: isSubscribed },
      })
    },
  }
}

/** The conversation of a session, on whichever website it is. */
function find({ store }: Crisp, session: string): Conversation {
  const websites: Website[] = [...store.websites.values()]
  for (const { conversations } of websites) {
    const conversation = conversations.get(session)
    if (conversation) return conversation
  }
  throw new Error(`no conversation ${session}`)
}

function draftOf(said: Said): Partial<Draft> & { content: unknown } {
  return typeof said === 'string' ? { content: said } : said
}
