import { ArrowRightLeft, Check, EllipsisVertical, RotateCcw, Ticket } from 'lucide-react'
import { useState } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { useWords } from '../../words/useWords.ts'
import { navigate } from '../shell/navigation.ts'
import { toTicket } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { act } from '../triage/acts.ts'
import { SnoozeButton } from '../triage/SnoozeButton.tsx'
import { TagEditor } from '../triage/TagEditor.tsx'
import { AssignMenu } from './AssignMenu.tsx'
import { ConvertDialog } from './ConvertDialog.tsx'
import { HeaderButton } from './HeaderButton.tsx'
import { TakeOver } from './TakeOver.tsx'
import { TransferDialog } from './TransferDialog.tsx'
import { useConversationCommands } from './useConversationCommands.ts'

/** What can be done with a conversation: take, assign, convert, close. On a narrow window some are in a menu. */
export function ConversationActions({ conversation }: { conversation: Conversation }) {
  const { transfer } = useWords()
  const [isConverting, setConverting] = useState(false)
  const [isTransferring, setTransferring] = useState(false)
  const isOpen = conversation.status === 'open'
  const onConvert = () => setConverting(true)
  const onTransfer = () => setTransferring(true)
  useConversationCommands(conversation, { onConvert, onTransfer })
  return (
    <div className="flex items-center gap-1.5">
      {isOpen && <TakeOver conversation={conversation} />}
      {isOpen && <AssignMenu conversation={conversation} />}
      {isOpen && <SnoozeButton conversation={conversation} />}
      <TagEditor conversation={conversation} />
      <span className="contents max-lg:hidden">
        {isOpen && (
          <HeaderButton icon={ArrowRightLeft} label={transfer.open} onClick={onTransfer} />
        )}
        <TicketButton ticketId={conversation.ticketId} onConvert={onConvert} />
        <CloseButton id={conversation.id} isOpen={isOpen} />
      </span>
      <span className="contents lg:hidden">
        <NarrowMenu conversation={conversation} {...{ onConvert, onTransfer }} />
      </span>
      <TransferDialog
        conversation={conversation}
        open={isTransferring}
        onOpenChange={setTransferring}
      />
      <ConvertDialog conversation={conversation} open={isConverting} onOpenChange={setConverting} />
    </div>
  )
}

interface TicketProps {
  ticketId: string | null
  onConvert: () => void
}

function TicketButton({ ticketId, onConvert }: TicketProps) {
  const { actions } = useWords()
  if (ticketId !== null)
    return (
      <RouteLink to={toTicket(ticketId)} className={buttonClass()}>
        <Ticket size={14} aria-hidden /> {actions.openTicket}
      </RouteLink>
    )
  return <HeaderButton icon={Ticket} label={actions.convert} onClick={onConvert} />
}

function CloseButton({ id, isOpen }: { id: string; isOpen: boolean }) {
  const { actions } = useWords()
  const Icon = isOpen ? Check : RotateCcw
  return (
    <Button onClick={() => act([id], { kind: isOpen ? 'close' : 'reopen' })}>
      <Icon size={14} aria-hidden /> {isOpen ? actions.close : actions.reopen}
    </Button>
  )
}

interface NarrowProps {
  conversation: Conversation
  onConvert: () => void
  onTransfer: () => void
}

function NarrowMenu({ conversation, onConvert, onTransfer }: NarrowProps) {
  const { actions, transfer } = useWords()
  const { id, status, ticketId } = conversation
  return (
    <Menu trigger={<IconButton icon={EllipsisVertical} label={actions.more} />}>
      {status === 'open' && <MenuItem onClick={onTransfer}>{transfer.open}</MenuItem>}
      {ticketId === null ? (
        <MenuItem onClick={onConvert}>{actions.convert}</MenuItem>
      ) : (
        <MenuItem onClick={() => navigate(toTicket(ticketId))}>{actions.openTicket}</MenuItem>
      )}
      {status === 'open' ? (
        <MenuItem onClick={() => act([id], { kind: 'close' })}>{actions.close}</MenuItem>
      ) : (
        <MenuItem onClick={() => act([id], { kind: 'reopen' })}>{actions.reopen}</MenuItem>
      )}
    </Menu>
  )
}
