import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { CompanyDetail } from '../../../server/contract/companies.ts'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { tellFields, tellProblem } from '../shell/problem-words.ts'
import { useAction } from '../shell/useAction.ts'
import { ask } from '../sync/api.ts'
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
  const path = `/api/companies/${encodeURIComponent(companyId)}`
  const { value, load, take } = useOwn<CompanyDetail>(customerId, path, concerns)
  return (
    <section aria-label={words.title} className="flex flex-col gap-1">
      <div className="flex items-center justify-between">
        <h3 className="min-w-0 flex-1 truncate font-semibold">{value?.name ?? words.title}</h3>
        {value && <Domains company={value} path={path} onSaved={take} />}
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

interface DomainsProps {
  company: CompanyDetail
  path: string
  onSaved: (company: CompanyDetail) => void
}

function Domains({ company, path, onSaved }: DomainsProps) {
  const { app, profile } = useWords()
  const { company: words } = profile
  const [isOpen, setOpen] = useState(false)
  const saving = useAction(async (text: string) => {
    const domains = text.split(/[\s,;]+/).filter((domain) => domain !== '')
    await ask({ method: 'PUT', path, body: { name: company.name, domains } })
    onSaved(await ask<CompanyDetail>({ path }))
    setOpen(false)
  })
  const { form } = useForm(saving.error, (sent) => saving.run(fieldText(sent, 'domains')))
  const mistake = saving.error ? tellFields(saving.error) || tellProblem(saving.error) : undefined
  return (
    <Popover
      label={words.edit}
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<IconButton icon={Pencil} label={words.edit} />}
    >
      <form {...form} className="flex flex-col gap-2">
        <Field label={words.domains} hint={words.domainsHint} error={mistake}>
          {(control) => (
            <TextInput {...control} name="domains" defaultValue={company.domains.join(', ')} />
          )}
        </Field>
        <Button type="submit" look="primary" disabled={saving.isBusy} className="self-end">
          {app.save}
        </Button>
      </form>
    </Popover>
  )
}
