import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { CompanyDetail } from '../../../server/contract/companies.ts'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { useWords } from '../../words/useWords.ts'
import { CompanyForm } from '../companies/CompanyForm.tsx'
import { companyPath } from '../companies/load.ts'
import { PartFailed } from './PartFailed.tsx'
import { useOwn } from './useOwn.ts'

const concerns = ({ kind }: StreamEvent) => kind === 'activity.added'

interface Props {
  customerId: string
  companyId: string
}

/** What there is of a customer's whole company, and the domains its people are known by. */
export function CompanyCard({ customerId, companyId }: Props) {
  const { company: words } = useWords().profile
  const path = companyPath(companyId)
  const { value, load, reload } = useOwn<CompanyDetail>(customerId, path, concerns)
  return (
    <section aria-label={words.title} className="flex flex-col gap-1">
      <div className="flex items-center justify-between">
        <h3 className="min-w-0 flex-1 truncate font-semibold">{value?.name ?? words.title}</h3>
        {value && <Edit company={value} onDone={reload} />}
      </div>
      <PartFailed load={load} />
      {value && <Totals company={value} />}
    </section>
  )
}

function Totals({ company: { totals, domains } }: { company: CompanyDetail }) {
  const { company: words } = useWords().profile
  const { people, conversations, openConversations, tickets, openTickets } = totals
  return (
    <>
      <p className="text-soft">{words.people(people)}</p>
      <p className="text-soft">{words.conversations(conversations, openConversations)}</p>
      <p className="text-soft">{words.tickets(tickets, openTickets)}</p>
      <p className="truncate text-faint">{domains.join(', ') || words.noDomains}</p>
    </>
  )
}

interface EditProps {
  company: CompanyDetail
  onDone: () => void
}

function Edit({ company, onDone }: EditProps) {
  const { company: words } = useWords().profile
  const [isOpen, setOpen] = useState(false)
  function done() {
    setOpen(false)
    onDone()
  }
  return (
    <Popover
      label={words.edit}
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<IconButton icon={Pencil} label={words.edit} />}
    >
      <CompanyForm company={company} onDone={done} />
    </Popover>
  )
}
