import { Building2 } from 'lucide-react'
import { memo } from 'react'
import type { Company } from '../../../server/contract/companies.ts'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import { toCompany } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { useFoundCompanies } from './list.ts'

interface Props {
  company: Company
  isOpen: boolean
}

export const CompanyRow = memo(function CompanyRow({ company, isOpen }: Props) {
  const { companies: words, profile } = useWords()
  const { id, name, domains } = company
  const people = useFoundCompanies((found) => found.people[id])
  return (
    <RouteLink
      to={toCompany(id)}
      aria-current={isOpen ? 'true' : undefined}
      className={cx(
        'flex h-full items-center gap-2.5 border-b border-line px-3 focus-visible:-outline-offset-2',
        isOpen ? 'bg-accent-soft' : 'hover:bg-sunken',
      )}
    >
      <span className="flex size-8 shrink-0 items-center justify-center rounded-md bg-sunken text-soft">
        <Building2 size={16} aria-hidden />
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex items-baseline justify-between gap-2">
          <span className="truncate font-medium">
            <bdi>{name}</bdi>
          </span>
          {people !== undefined && (
            <span className="shrink-0 text-xs text-faint tabular-nums">{words.count(people)}</span>
          )}
        </span>
        <span className="truncate text-soft">
          {domains.join(', ') || profile.company.noDomains}
        </span>
      </span>
    </RouteLink>
  )
})
