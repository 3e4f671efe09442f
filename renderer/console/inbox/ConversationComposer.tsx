import { RotateCcw } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { useConversationValues } from '../canned/values.ts'
import { StubLine } from '../linking/StubLine.tsx'
import { sayTyping } from '../sync/command.ts'
import { act } from '../triage/acts.ts'
import { Composer } from './Composer.tsx'
import { CrossingDialog } from './CrossingDialog.tsx'
import { createTypingSignal } from './typing-signal.ts'
import { useCustomerOf } from './useCustomerOf.ts'
import { useReply } from './useReply.ts'

/** The composer of a conversation. A closed one takes notes only. */
export function ConversationComposer({ conversation }: { conversation: Conversation }) {
  const { composer } = useWords()
  const { id } = conversation
  const customer = useCustomerOf(conversation)
  const values = useConversationValues(conversation)
  const typing = useTypingSignal(id)
  const reply = useReply(id)
  return (
    <>
      <Composer
        id={id}
        labels={{
          reply: composer.reply,
          placeholder: composer.replyTo(customer.name),
          send: composer.send,
          sendNote: composer.addNote,
        }}
        values={values}
        language={conversation.visitor?.language ?? null}
        closed={closedLine(conversation)}
        uploads={reply.uploads}
        onTyping={typing.keyPressed}
        onSend={(text, mode, hold) => {
          if (reply.submit(text, mode, hold)) typing.stop()
        }}
        schedules={conversation}
      />
      <CrossingDialog
        crossing={reply.crossing}
        onSend={() => {
          typing.stop()
          reply.sendAnyway()
        }}
        onKeepWriting={reply.keepWriting}
      />
    </>
  )
}

function useTypingSignal(id: string) {
  const [signal] = useState(() => createTypingSignal((isTyping) => sayTyping(id, isTyping)))
  useEffect(() => () => signal.stop(), [signal])
  return signal
}

function closedLine({ id, status, continuesIn }: Conversation) {
  if (continuesIn) return <StubLine {...{ id, continuesIn }} />
  return status === 'closed' ? <ClosedLine id={id} /> : null
}

function ClosedLine({ id }: { id: string }) {
  const { thread, actions } = useWords()
  return (
    <div className="flex min-h-16 items-center justify-between gap-3 px-3 py-2 text-soft">
      {thread.closedNow}
      <Button onClick={() => act([id], { kind: 'reopen' })}>
        <RotateCcw size={14} aria-hidden /> {actions.reopen}
      </Button>
    </div>
  )
}
