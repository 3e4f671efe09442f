import { type FormEvent, useState } from 'react'
import type { CustomerRef } from '../../../server/contract/customers.ts'
import type { CreateTicketBody, TicketPriority } from '../../../server/contract/tickets.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextArea, TextInput } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { fieldText } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { navigate } from '../shell/navigation.ts'
import { fieldProblem } from '../shell/problem-words.ts'
import { toTicket } from '../shell/route.ts'
import { useAction } from '../shell/useAction.ts'
import { createTicket } from './load.ts'
import { PriorityChoice } from './PriorityChoice.tsx'

interface Props {
  customer: CustomerRef
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** A new ticket for a customer. */
export function CreateTicket({ customer, open, onOpenChange }: Props) {
  const { tickets: words, app } = useWords()
  return (
    <DialogBox
      open={open}
      onOpenChange={onOpenChange}
      title={words.createTitle}
      lead={customer.name}
      closeLabel={app.close}
    >
      <CreateForm customerId={customer.id} onDone={() => onOpenChange(false)} />
    </DialogBox>
  )
}

function CreateForm({ customerId, onDone }: { customerId: string; onDone: () => void }) {
  const { tickets: words } = useWords()
  const [priority, setPriority] = useState<TicketPriority>('medium')
  const creating = useAction(async (body: CreateTicketBody) => {
    const ticket = await createTicket(body)
    sayDone(words.createdToast(ticket.ticketNumber))
    onDone()
    navigate(toTicket(ticket.id))
  })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const text = (name: string) => fieldText(event.currentTarget, name)
    creating.run({
      customerId,
      subject: text('subject'),
      description: text('description'),
      priority,
    })
  }
  const problem = (name: string) => fieldProblem(creating.error, name)
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label={words.subject} error={problem('subject')}>
        {(control) => (
          <TextInput {...control} name="subject" minLength={5} maxLength={200} required autoFocus />
        )}
      </Field>
      <Field label={words.description} hint={words.descriptionHint} error={problem('description')}>
        {(control) => (
          <TextArea {...control} name="description" minLength={10} maxLength={20_000} required />
        )}
      </Field>
      <PriorityChoice value={priority} onChange={setPriority} />
      <FormProblem error={creating.error} />
      <Button type="submit" look="primary" className="self-end" disabled={creating.isBusy}>
        {words.createSubmit}
      </Button>
    </form>
  )
}
