import type { CrispEmulator } from '../emulator.ts'
import { websiteOf } from '../store.ts'
import type { Conversation } from '../shapes.ts'
import { conversationView } from '../views.ts'

const SHOWN = 60

/** The websites with the conversations that moved last, for the page's list. */
export function listOf({ store }: CrispEmulator) {
  return [...store.websites.values()].map(({ website_id, name, conversations }) => ({
    website_id,
    name,
    total: conversations.size,
    conversations: [...conversations.values()]
      .toSorted((a, b) => b.updated_at - a.updated_at)
      .slice(0, SHOWN)
      .map(conversationView),
  }))
}

/** One conversation with its messages, as both sides of the page show it. */
export function threadOf({ store }: CrispEmulator, session: string) {
  const conversation = [...store.websites.values()]
    .map(({ conversations }) => conversations.get(session))
    .find((each): each is Conversation => each !== undefined)
  if (!conversation) throw new Error(`no conversation ${session}`)
  const { operators } = websiteOf(store, conversation.website_id)
  return { ...conversationView(conversation), messages: conversation.messages, operators }
}
