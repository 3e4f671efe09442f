import type { Conversation, Message } from '../../../server/contract/conversations.ts'
import { useWords } from '../../words/useWords.ts'
import { useCustomerOf } from './useCustomerOf.ts'
import { useLoadedThread } from './useThread.ts'

const SHORTEST = 5
const LONGEST = 200

/** The first thing a customer said, as the subject of a ticket; undefined when it is too short to be one. */
export function subjectFrom(messages: readonly Message[]) {
  const first = messages.find(({ author, seq }) => author.type === 'customer' && seq !== null)
  const line = first?.content.replace(/\s+/gu, ' ').trim() ?? ''
  if (line.length < SHORTEST) return undefined
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).toWellFormed()}…`
}

/** What a ticket made of this conversation is called unless the agent says otherwise. */
export function useSubject(conversation: Conversation) {
  const { convert } = useWords()
  const { name } = useCustomerOf(conversation)
  const thread = useLoadedThread(conversation.id)
  const said = thread?.older === null ? subjectFrom(thread.messages) : undefined
  return said ?? convert.defaultSubject(name)
}
