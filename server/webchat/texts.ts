import type { Language } from '../contract/identity.ts'

/** What the chat's own events say beside their data; clients with words of their own ignore it. */
export const chatStartedText = (language: Language) =>
  language === 'vi' ? 'Cuộc trò chuyện đã bắt đầu.' : 'Chat started.'

// A room hears one text, whatever languages its members read.
export const chatClosedText = 'This chat is closed.'

export const agentJoinedText = (agentName: string) => `${agentName} joined the chat.`
