import type { Conversation } from '../../../server/contract/conversations.ts'
import { useWords } from '../../words/useWords.ts'
import { subjectFrom } from './subject.ts'
import { useCustomerOf } from './useCustomerOf.ts'
import { useLoadedThread } from './useThread.ts'

/** What a ticket made of this conversation is called unless the agent says otherwise. */
export function useSubject(conversation: Conversation) {
  const { convert } = useWords()
  const { name } = useCustomerOf(conversation)
  const thread = useLoadedThread(conversation.id)
  const said = thread?.older === null ? subjectFrom(thread.messages) : undefined
  return said ?? convert.defaultSubject(name)
}
