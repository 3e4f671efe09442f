import type { Customer } from '../../../server/contract/customers.ts'
import { useWords } from '../../words/useWords.ts'
import { DeleteDialog } from '../shell/DeleteDialog.tsx'
import { toCustomer } from '../shell/route.ts'
import { deleteCustomer } from './load.ts'

interface Props {
  customer: Customer
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function DeleteCustomer({ customer, ...dialog }: Props) {
  const { customers: words } = useWords()
  return (
    <DeleteDialog
      {...dialog}
      title={words.deleteTitle(customer.name)}
      words={words}
      remove={() => deleteCustomer(customer.id)}
      next={toCustomer(null)}
    />
  )
}
