import { useState } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { TicketPriority } from '../../../server/contract/tickets.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { toTicket } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { useAction } from '../shell/useAction.ts'
import { PriorityChoice } from '../tickets/PriorityChoice.tsx'
import { convertChat } from './convert.ts'
import { useSubject } from './useSubject.ts'

interface Props {
  conversation: Conversation
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Turns the chat into a ticket: the subject is there already, Enter confirms. */
export function ConvertDialog({ conversation, open, onOpenChange }: Props) {
  const { convert, app } = useWords()
  return (
    <DialogBox
      open={open}
      onOpenChange={onOpenChange}
      title={convert.title}
      lead={convert.lead}
      closeLabel={app.close}
    >
      <ConvertForm conversation={conversation} onDone={() => onOpenChange(false)} />
    </DialogBox>
  )
}

function ConvertForm({ conversation, onDone }: { conversation: Conversation; onDone: () => void }) {
  const { convert } = useWords()
  const subject = useSubject(conversation)
  const [priority, setPriority] = useState<TicketPriority>('medium')
  const converting = useAction(async (text: string) => {
    const ticket = await convertChat(conversation.id, { subject: text, priority })
    sayDone(convert.done(ticket.ticketNumber))
    onDone()
  })
  const { form, problem } = useForm(converting.error, (sent) =>
    converting.run(fieldText(sent, 'subject')),
  )
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={convert.subject} error={problem('subject')}>
        {(control) => (
          <TextInput
            {...control}
            name="subject"
            defaultValue={subject}
            minLength={5}
            maxLength={200}
            required
            autoFocus
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </Field>
      <PriorityChoice value={priority} onChange={setPriority} />
      <FormProblem error={converting.error} />
      <ExistingTicket ticketId={converting.error ? conversation.ticketId : null} />
      <Button type="submit" look="primary" className="self-end" disabled={converting.isBusy}>
        {convert.submit}
      </Button>
    </form>
  )
}

function ExistingTicket({ ticketId }: { ticketId: string | null }) {
  const { convert } = useWords()
  if (ticketId === null) return null
  return (
    <p>
      {convert.exists}{' '}
      <RouteLink to={toTicket(ticketId)} className="text-accent-text underline">
        {convert.open}
      </RouteLink>
    </p>
  )
}
