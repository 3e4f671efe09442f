import { useState } from 'react'
import type { CompanyDetail } from '../../../server/contract/companies.ts'
import { useWords } from '../../words/useWords.ts'
import { EditCompany } from '../companies/EditCompany.tsx'
import { useCompany } from '../companies/useCompany.ts'
import { useMoney } from '../deals/useMoney.ts'
import { toCompany } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { PartFailed } from './PartFailed.tsx'

/** What there is of a customer's whole company, and the domains its people are known by. */
export function CompanyCard({ companyId }: { companyId: string }) {
  const { company: words } = useWords().profile
  const { company, load } = useCompany(companyId)
  const [isEditing, setEditing] = useState(false)
  return (
    <section aria-label={words.title} className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-2">
        <h3 className="min-w-0 flex-1 truncate font-semibold">
          {company ? (
            <RouteLink to={toCompany(companyId)} className="underline-offset-2 hover:underline">
              {company.name}
            </RouteLink>
          ) : (
            words.title
          )}
        </h3>
        {company && <EditCompany company={company} open={isEditing} onOpenChange={setEditing} />}
      </div>
      <PartFailed load={load} />
      {company && <Totals company={company} />}
    </section>
  )
}

function Totals({ company: { totals, domains } }: { company: CompanyDetail }) {
  const { company: words } = useWords().profile
  const { people, conversations, openConversations, tickets, openTickets, openDeals } = totals
  const money = useMoney()
  return (
    <>
      <p className="text-soft">{words.people(people)}</p>
      <p className="text-soft">{words.conversations(conversations, openConversations)}</p>
      <p className="text-soft">{words.tickets(tickets, openTickets)}</p>
      {openDeals.map(({ currency, count, sum }) => (
        <p key={currency} className="text-soft">
          {words.openDeals(count, money.text(sum, currency))}
        </p>
      ))}
      <p className="truncate text-faint">{domains.join(', ') || words.noDomains}</p>
    </>
  )
}
