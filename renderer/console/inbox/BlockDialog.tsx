import { useState } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { call } from '../sync/api.ts'

interface Props {
  conversation: Conversation
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Asks before somebody is kept from chatting, and for how long. */
export function BlockDialog({ conversation, open, onOpenChange }: Props) {
  const { app, visitor: words } = useWords()
  return (
    <DialogBox
      open={open}
      onOpenChange={onOpenChange}
      title={words.blockTitle}
      lead={words.blockLead}
      closeLabel={app.close}
    >
      <BlockForm conversation={conversation} onDone={() => onOpenChange(false)} />
    </DialogBox>
  )
}

// In minutes; null is for good.
const TIMES = { hour: 60, day: 1_440, week: 10_080, forGood: null } as const
type Time = keyof typeof TIMES
const NAMES = Object.keys(TIMES) as Time[]

function BlockForm({ conversation, onDone }: { conversation: Conversation; onDone: () => void }) {
  const { app, visitor: words } = useWords()
  const [time, setTime] = useState<Time>('day')
  const blocking = useAction(async () => {
    const path = `/api/inbox/${encodeURIComponent(conversation.id)}/block`
    await call({ method: 'POST', path, body: { minutes: TIMES[time] } })
    sayDone(words.blocked(conversation.customer.name))
    onDone()
  })
  return (
    <>
      <Choice
        label={words.blockFor}
        value={time}
        options={NAMES.map((value) => ({ value, label: words.blockTimes[value] }))}
        onChange={setTime}
      />
      <FormProblem error={blocking.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{app.cancel}</Button>
        <Button look="danger" disabled={blocking.isBusy} onClick={() => blocking.run()}>
          {words.block}
        </Button>
      </div>
    </>
  )
}
