import type { Deal } from '../../../server/contract/deals.ts'
import { useWords } from '../../words/useWords.ts'
import { toCompany, toConversation, toCustomer } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { useWorld } from '../sync/store.ts'
import { closeDealDialog } from './dialog.ts'

const LOOK = 'text-accent-text hover:underline'

/** Whose deal it is, and what it came from. */
export function DealLinks({ deal }: { deal: Deal }) {
  const { deals: words } = useWords()
  const { customer, company, conversationId } = deal
  const name = useWorld((world) => world.customers[customer.id]?.value?.name) ?? customer.name
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
      <dt className="text-faint">{words.customer}</dt>
      <dd className="wrap-anywhere">
        <RouteLink to={toCustomer(customer.id)} onClick={closeDealDialog} className={LOOK}>
          <bdi>{name}</bdi>
        </RouteLink>
      </dd>
      {company && (
        <>
          <dt className="text-faint">{words.company}</dt>
          <dd className="wrap-anywhere">
            <RouteLink to={toCompany(company.id)} onClick={closeDealDialog} className={LOOK}>
              <bdi>{company.name}</bdi>
            </RouteLink>
          </dd>
        </>
      )}
      {conversationId !== null && (
        <dd className="col-span-2">
          <RouteLink to={toConversation(conversationId)} onClick={closeDealDialog} className={LOOK}>
            {words.fromConversation}
          </RouteLink>
        </dd>
      )}
    </dl>
  )
}
