import { Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ScheduledMessage } from '../../../server/contract/scheduled.ts'
import { useWords } from '../../words/useWords.ts'
import { useDraft } from '../inbox/drafts.ts'
import { useMe } from '../shell/account.ts'
import { attempt } from '../shell/attempt.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { HeldBubble, LineButton } from './HeldBubble.tsx'
import { takeBack } from './take-back.ts'

const TICK_MS = 250

/** Whole seconds until a time. The server's clock and this one may differ: never more than there were. */
function useSecondsUntil({ dueAt, createdAt }: ScheduledMessage) {
  const most = Math.round((Date.parse(dueAt) - Date.parse(createdAt)) / 1000)
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return Math.min(most, Math.max(0, Math.ceil((Date.parse(dueAt) - now) / 1000)))
}

/** A reply that is about to be sent; whoever wrote it can take it back. */
export function UndoReply({ reply }: { reply: ScheduledMessage }) {
  const { outgoing } = useWords()
  const me = useMe()
  const seconds = useSecondsUntil(reply)
  return (
    <>
      <HeldBubble reply={reply} />
      <p className="mt-0.5 flex items-center gap-2 text-xs text-faint">
        {seconds > 0 ? outgoing.sendingIn(seconds) : outgoing.sending}
        {reply.author.id === me.id && <Undo reply={reply} />}
      </p>
    </>
  )
}

function Undo({ reply }: { reply: ScheduledMessage }) {
  const { outgoing } = useWords()
  const { text } = useDraft(reply.conversationId)
  const undo = () => attempt(() => takeBack(reply))
  useCommands([
    { id: 'writing.undoSend', label: outgoing.undoCommand, group: 'writing', run: undo },
    {
      id: 'writing.undoSendKey',
      label: outgoing.undoKey,
      group: 'writing',
      keys: ['mod+z'],
      whileTyping: true,
      // What is being written has its own undo.
      isEnabled: text === '',
      run: undo,
    },
  ])
  return (
    <span className="flex items-center gap-1">
      <Undo2 size={12} aria-hidden />
      <LineButton label={outgoing.undo} onClick={undo} />
    </span>
  )
}
