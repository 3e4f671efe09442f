import { ArrowRightLeft, Check, RotateCcw, Ticket } from 'lucide-react'
import { useState } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { toTicket } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { LinkDialogs } from '../linking/LinkDialogs.tsx'
import { useLinking } from '../linking/useLinking.ts'
import { act } from '../triage/acts.ts'
import { SnoozeButton } from '../triage/SnoozeButton.tsx'
import { TagEditor } from '../triage/TagEditor.tsx'
import { AssignMenu } from './AssignMenu.tsx'
import { ConvertDialog } from './ConvertDialog.tsx'
import { HeaderButton } from './HeaderButton.tsx'
import { MoreMenu } from './MoreMenu.tsx'
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
  const linking = useLinking(conversation)
  useConversationCommands(conversation, { onConvert, onTransfer })
  return (
    <div className="flex items-center gap-1.5 @max-2xl/header:order-last @max-2xl/header:w-full @max-2xl/header:justify-end">
      {isOpen && <TakeOver conversation={conversation} />}
      {isOpen && <AssignMenu conversation={conversation} />}
      {isOpen && <SnoozeButton conversation={conversation} />}
      <TagEditor conversation={conversation} />
      <span className="contents max-lg:hidden">
        {isOpen && (
          <HeaderButton icon={ArrowRightLeft} label={transfer.open} onClick={onTransfer} />
        )}
        <TicketButton ticketId={conversation.ticketId} onConvert={onConvert} />
        {!conversation.continuesIn && <CloseButton id={conversation.id} isOpen={isOpen} />}
      </span>
      <MoreMenu {...{ conversation, onConvert, onTransfer }} onLink={linking.setAsking} />
      <TransferDialog
        conversation={conversation}
        open={isTransferring}
        onOpenChange={setTransferring}
      />
      <LinkDialogs {...{ conversation, linking }} />
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
