import { useState } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { sayUndoable } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { navigate } from '../shell/navigation.ts'
import { toConversation } from '../shell/route.ts'
import { merge, split, unlink } from '../sync/linking.ts'

export type Asking = 'merge' | 'split' | null

/** Whether a conversation can be merged into another one. */
export const canMerge = ({ channel, continuesIn }: Conversation) =>
  channel === 'webchat' && continuesIn === null

/** Whether something of a conversation can become another one. */
export const canSplit = (conversation: Conversation) =>
  canMerge(conversation) && conversation.status === 'open' && conversation.headSeq > 1

function useLinkCommands(conversation: Conversation, ask: (what: Asking) => void) {
  const { linking } = useWords()
  const group = 'conversation'
  useCommands([
    {
      id: 'conversation.merge',
      label: linking.merge,
      group,
      isEnabled: canMerge(conversation),
      run: () => ask('merge'),
    },
    {
      id: 'conversation.split',
      label: linking.split,
      group,
      isEnabled: canSplit(conversation),
      run: () => ask('split'),
    },
  ])
}

/** Merging and splitting a conversation: what is asked about now, and the two deeds. */
export function useLinking(conversation: Conversation) {
  const { linking, commands } = useWords()
  const [asking, setAsking] = useState<Asking>(null)
  const { id } = conversation
  useLinkCommands(conversation, setAsking)
  function done(title: string, how: 'merged' | 'split', goesOnIn: string) {
    setAsking(null)
    navigate(toConversation(goesOnIn, 'all'))
    sayUndoable(title, commands.undo, () =>
      attempt(async () => {
        await unlink(id, how)
        navigate(toConversation(id, 'all'))
      }),
    )
  }
  return {
    asking,
    setAsking,
    mergeInto: (targetId: string) =>
      attempt(async () => {
        await merge(id, targetId)
        done(linking.merged, 'merged', targetId)
      }),
    splitFrom: (seq: number) =>
      attempt(async () => {
        const { id: partId } = await split(id, seq)
        done(linking.splitDone, 'split', partId)
      }),
  }
}
