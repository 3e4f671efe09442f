import type { Customer } from '../../../server/contract/customers.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { navigate } from '../shell/navigation.ts'
import { toCustomer } from '../shell/route.ts'
import { useAction } from '../shell/useAction.ts'
import { deleteCustomer } from './load.ts'

interface Props {
  customer: Customer
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** The server cannot bring a customer back, so this asks first. */
export function DeleteCustomer({ customer, open, onOpenChange }: Props) {
  const { customers: words, app } = useWords()
  const deleting = useAction(async () => {
    await deleteCustomer(customer.id)
    sayDone(words.deleted)
    onOpenChange(false)
    navigate(toCustomer(null), { replace: true })
  })
  return (
    <DialogBox
      open={open}
      onOpenChange={onOpenChange}
      title={words.deleteTitle(customer.name)}
      lead={words.deleteLead}
      closeLabel={app.close}
    >
      <FormProblem error={deleting.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>{app.cancel}</Button>
        <Button look="danger" disabled={deleting.isBusy} onClick={() => deleting.run()}>
          {words.delete}
        </Button>
      </div>
    </DialogBox>
  )
}
