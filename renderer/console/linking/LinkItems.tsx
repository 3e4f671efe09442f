import type { Conversation } from '../../../server/contract/conversations.ts'
import { MenuItem } from '../../ui/Menu.tsx'
import { useWords } from '../../words/useWords.ts'
import { type Asking, canMerge, canSplit } from './useLinking.ts'

interface Props {
  conversation: Conversation
  onAsk: (what: Asking) => void
}

/** Merging and splitting, inside a menu. */
export function LinkItems({ conversation, onAsk }: Props) {
  const { linking } = useWords()
  return (
    <>
      {canMerge(conversation) && (
        <MenuItem onClick={() => onAsk('merge')}>{linking.merge}</MenuItem>
      )}
      {canSplit(conversation) && (
        <MenuItem onClick={() => onAsk('split')}>{linking.split}</MenuItem>
      )}
    </>
  )
}
