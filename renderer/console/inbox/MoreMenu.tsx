import { BellOff, EllipsisVertical } from 'lucide-react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx'
import { useWords } from '../../words/useWords.ts'
import { addDealFrom } from '../deals/dialog.ts'
import { LinkItems } from '../linking/LinkItems.tsx'
import type { Asking } from '../linking/useLinking.ts'
import { useMute } from '../notifications/useMute.ts'
import { navigate } from '../shell/navigation.ts'
import { toTicket } from '../shell/route.ts'
import { addTaskFrom } from '../tasks/dialog.ts'
import { act } from '../triage/acts.ts'

interface Props {
  conversation: Conversation
  onConvert: () => void
  onTransfer: () => void
  /** Asks for what merging or splitting needs to know. */
  onLink: (what: Asking) => void
}

/** What is done seldom, and on a narrow window what has no room beside it. That a conversation is muted always shows. */
export function MoreMenu(props: Props) {
  const { actions, deals, tasks } = useWords()
  const { isMuted, label, toggle } = useMute(props.conversation.id)
  return (
    <>
      {isMuted && <IconButton icon={BellOff} label={label} aria-pressed onClick={toggle} />}
      <Menu trigger={<IconButton icon={EllipsisVertical} label={actions.more} />}>
        <div className="lg:hidden">
          <NarrowItems {...props} />
          <MenuSeparator />
        </div>
        <LinkItems conversation={props.conversation} onAsk={props.onLink} />
        <MenuItem onClick={() => addTaskFrom(props.conversation)}>{tasks.add}</MenuItem>
        <MenuItem onClick={() => addDealFrom(props.conversation)}>{deals.addHere}</MenuItem>
        <MenuItem onClick={toggle}>{label}</MenuItem>
      </Menu>
    </>
  )
}

function NarrowItems({ conversation, onConvert, onTransfer }: Props) {
  const { actions, transfer } = useWords()
  const { id, status, ticketId, continuesIn } = conversation
  return (
    <>
      {status === 'open' && <MenuItem onClick={onTransfer}>{transfer.open}</MenuItem>}
      {ticketId === null ? (
        <MenuItem onClick={onConvert}>{actions.convert}</MenuItem>
      ) : (
        <MenuItem onClick={() => navigate(toTicket(ticketId))}>{actions.openTicket}</MenuItem>
      )}
      {status === 'open' && (
        <MenuItem onClick={() => act([id], { kind: 'close' })}>{actions.close}</MenuItem>
      )}
      {status === 'closed' && !continuesIn && (
        <MenuItem onClick={() => act([id], { kind: 'reopen' })}>{actions.reopen}</MenuItem>
      )}
    </>
  )
}
