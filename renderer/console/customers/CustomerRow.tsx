import { memo } from 'react'
import type { Customer } from '../../../server/contract/customers.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import { toCustomer } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'

interface Props {
  customer: Customer
  isOpen: boolean
}

export const CustomerRow = memo(function CustomerRow({ customer, isOpen }: Props) {
  const { customer: words } = useWords()
  const { id, name, email, phone, company } = customer
  return (
    <RouteLink
      to={toCustomer(id)}
      aria-current={isOpen ? 'true' : undefined}
      className={cx(
        'flex h-full items-center gap-2.5 border-b border-line px-3 focus-visible:-outline-offset-2',
        isOpen ? 'bg-accent-soft' : 'hover:bg-sunken',
      )}
    >
      <Avatar name={name} />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex items-baseline gap-2">
          <span className="truncate font-medium">
            <bdi>{name}</bdi>
          </span>
          {company && <span className="min-w-0 flex-1 truncate text-xs text-faint">{company}</span>}
        </span>
        <span className="truncate text-soft">{email ?? phone ?? words.noEmail}</span>
      </span>
    </RouteLink>
  )
})
