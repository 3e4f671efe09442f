import { useState } from 'react'
import type { Customer } from '../../../server/contract/customers.ts'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { useWords } from '../../words/useWords.ts'
import { FindCustomer } from './FindCustomer.tsx'
import { MergeForm } from './MergeForm.tsx'

interface Props {
  customer: Customer
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Asks whom to merge into this customer, shows what that does, and does it. */
export function MergeDialog({ customer, open, onOpenChange }: Props) {
  const { people, app } = useWords()
  return (
    <DialogBox
      open={open}
      onOpenChange={onOpenChange}
      title={people.merge.title(customer.name)}
      lead={people.merge.lead}
      closeLabel={app.close}
    >
      <Steps customer={customer} onDone={() => onOpenChange(false)} />
    </DialogBox>
  )
}

function Steps({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const { people } = useWords()
  const [other, setOther] = useState<string | null>(null)
  if (other === null) return <FindCustomer exceptId={customer.id} onChoose={setOther} />
  return (
    <MergeForm
      id={customer.id}
      otherId={other}
      backLabel={people.merge.another}
      onBack={() => setOther(null)}
      onDone={onDone}
    />
  )
}
