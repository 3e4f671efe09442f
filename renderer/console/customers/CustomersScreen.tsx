import { Users } from 'lucide-react'
import { Empty } from '../../ui/Empty.tsx'
import { useWords } from '../../words/useWords.ts'
import { Pane } from '../shell/Pane.tsx'
import { CustomerList } from './CustomerList.tsx'
import { CustomerPage } from './CustomerPage.tsx'

/** The list of customers, and the one that is open. */
export function CustomersScreen({ customerId }: { customerId: string | null }) {
  const { customers } = useWords()
  return (
    <>
      <Pane label={customers.list} isList isHidden={customerId !== null}>
        <CustomerList openId={customerId} />
      </Pane>
      {customerId === null ? (
        <div className="flex-1 max-md:hidden">
          <Empty icon={Users} title={customers.choose} hint={customers.chooseHint} />
        </div>
      ) : (
        <CustomerPage key={customerId} id={customerId} />
      )}
    </>
  )
}
