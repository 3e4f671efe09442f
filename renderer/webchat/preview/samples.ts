import type { Appearance, PublicChat } from '../../../server/contract/chat-settings.ts'
import type { ChatMessage } from '../../../server/contract/webchat.ts'
import type { ChatState } from '../chat/store.ts'
import type { Thread } from '../chat/thread.ts'
import type { Language } from '../words/words.ts'

const SCREENS = ['start', 'thread', 'away', 'closed'] as const
export type Screen = (typeof SCREENS)[number]

export const isScreen = (value: unknown): value is Screen => SCREENS.includes(value as Screen)

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

const appearance: Appearance = {
  color: '#2457d6',
  position: 'right',
  offset: 20,
  launcher: 'bubble',
  launcherText: { en: '', vi: '' },
  title: { en: '', vi: '' },
  greeting: { en: '', vi: '' },
  avatar: '',
}

const talk = {
  en: [
    'Hello, where is my order?',
    'Hello Mai! It is on its way and arrives tomorrow.',
    'Thank you!',
  ],
  vi: ['Chào shop, đơn hàng của tôi ở đâu?', 'Chào chị Mai! Đơn sẽ đến vào ngày mai ạ.', 'Cảm ơn!'],
}

interface Ground {
  /** The state of a page that knows nothing. */
  initial: ChatState
  settings: Partial<PublicChat>
  language: Language
}

/** The state of the page that shows a screen with the settings of an admin. */
export function stateOf(
  screen: Screen,
  { initial, settings: given, language }: Ground,
): Partial<ChatState> {
  const settings: PublicChat = {
    workspaceName: '',
    fields: [],
    files: { isAllowed: false, maxBytes: 0, types: [] },
    asksRating: true,
    proactive: [],
    ...given,
    appearance: { ...appearance, ...given.appearance },
    isOpen: screen !== 'away',
    opensAt: new Date(Date.now() + 12 * HOUR_MS).toISOString(),
  }
  const hasChat = screen === 'thread' || screen === 'closed'
  return {
    ...initial,
    link: 'online',
    isSettled: true,
    isLoaded: true,
    settings,
    session: hasChat ? { sessionId: 'preview', sessionToken: '', name: 'Mai' } : null,
    thread: hasChat
      ? threadOf(screen, settings.asksRating, talk[language], initial.thread)
      : initial.thread,
  }
}

function threadOf(
  screen: Screen,
  asksRating: boolean,
  texts: readonly string[],
  empty: Thread,
): Thread {
  const messages = texts.map((content, at): ChatMessage => {
    const isCustomer = at !== 1
    return {
      id: `preview ${at}`,
      sessionId: 'preview',
      seq: at + 1,
      senderType: isCustomer ? 'customer' : 'agent',
      senderId: null,
      senderName: isCustomer ? 'Mai' : 'Linh',
      content,
      sentAt: new Date(Date.now() - (3 - at) * MINUTE_MS).toISOString(),
    }
  })
  return {
    ...empty,
    messages,
    headSeq: messages.length,
    customerReadSeq: messages.length,
    agentReadSeq: 1,
    agentGotSeq: messages.length,
    agent: { id: 'preview', name: 'Linh' },
    status: screen === 'closed' ? 'closed' : 'active',
    asksRating: screen === 'closed' && asksRating,
  }
}
