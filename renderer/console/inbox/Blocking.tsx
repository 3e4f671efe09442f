import { Ban } from 'lucide-react'
import { useState } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { type BlockedVisitor, loadBlocked, unblock } from '../settings/blocks.ts'
import { useMe } from '../shell/account.ts'
import { attempt } from '../shell/attempt.ts'
import { useLoad } from '../sync/useLoad.ts'
import { BlockDialog } from './BlockDialog.tsx'

/** Keeps the visitor from chatting, or says that and until when they are kept from it. */
export function Blocking({ conversation }: { conversation: Conversation }) {
  const { visitor: words } = useWords()
  const [isAsking, setAsking] = useState(false)
  const { blocked, look } = useBlocked(conversation.customer.id)
  if (blocked) return <Blocked blocked={blocked} onLifted={look} />
  return (
    <>
      <Button size="small" className="self-start" onClick={() => setAsking(true)}>
        {words.block}
      </Button>
      <BlockDialog
        conversation={conversation}
        open={isAsking}
        onOpenChange={(open) => {
          setAsking(open)
          if (!open) look()
        }}
      />
    </>
  )
}

function useBlocked(customerId: string) {
  const [blocked, setBlocked] = useState<BlockedVisitor>()
  const [turn, setTurn] = useState(0)
  useLoad(`blocks ${customerId} ${turn}`, async () => {
    const all = await loadBlocked()
    setBlocked(all.find((one) => one.customerId === customerId))
  })
  return {
    blocked: blocked?.customerId === customerId ? blocked : undefined,
    look: () => setTurn((count) => count + 1),
  }
}

function Blocked({ blocked, onLifted }: { blocked: BlockedVisitor; onLifted: () => void }) {
  const { visitor: words, workspace } = useWords()
  const { full } = useFormats()
  const me = useMe()
  const { until, blockedBy } = blocked
  const lift = async () => {
    await unblock(blocked)
    onLifted()
  }
  return (
    <>
      <p className="flex gap-1.5 text-danger">
        <Ban size={14} aria-hidden className="mt-0.5 shrink-0" />
        <span>
          {words.isBlocked}
          <span className="block text-xs text-soft">
            {until === null ? workspace.blockedForGood : workspace.blockedUntil(full(until))}
            {blockedBy !== null && ` · ${workspace.blockedBy(blockedBy)}`}
          </span>
        </span>
      </p>
      {me.role !== 'agent' && (
        <Button size="small" className="self-start" onClick={() => attempt(lift)}>
          {workspace.unblock}
        </Button>
      )}
    </>
  )
}
