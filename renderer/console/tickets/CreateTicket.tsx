import { useState } from 'react'
import type { CustomerRef } from '../../../server/contract/customers.ts'
import type { CreateTicketBody, TicketPriority } from '../../../server/contract/tickets.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextArea, TextInput } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { navigate } from '../shell/navigation.ts'
import { toTicket } from '../shell/route.ts'
import { useAction } from '../shell/useAction.ts'
import { CustomerSearch } from './CustomerSearch.tsx'
import { createTicket } from './load.ts'
import { PriorityChoice } from './PriorityChoice.tsx'

interface Props {
  /** Whom it is for; asked first when it is not known. */
  customer?: CustomerRef
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** A new ticket for a customer. */
export function CreateTicket({ customer, open, onOpenChange }: Props) {
  const { tickets: words, app } = useWords()
  const [chosen, setChosen] = useState<CustomerRef | null>(null)
  const forWhom = customer ?? chosen
  function change(isOpen: boolean) {
    setChosen(null)
    onOpenChange(isOpen)
  }
  return (
    <DialogBox
      open={open}
      onOpenChange={change}
      title={words.createTitle}
      lead={forWhom?.name ?? words.forWhom}
      closeLabel={app.close}
    >
      {forWhom ? (
        <CreateForm customerId={forWhom.id} onDone={() => change(false)} />
      ) : (
        <CustomerSearch onChoose={setChosen} />
      )}
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
  const { form, problem } = useForm(creating.error, (sent) =>
    creating.run({
      customerId,
      subject: fieldText(sent, 'subject'),
      description: fieldText(sent, 'description'),
      priority,
    }),
  )
  return (
    <form {...form} className="flex flex-col gap-4">
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
