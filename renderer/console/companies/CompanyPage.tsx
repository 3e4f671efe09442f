import { Building2 } from 'lucide-react'
import type { CompanyDetail } from '../../../server/contract/companies.ts'
import { Empty } from '../../ui/Empty.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useMoney } from '../deals/useMoney.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { useLeaveCommand } from '../shell/commands/useListCommands.ts'
import { Pane } from '../shell/Pane.tsx'
import { PaneState } from '../shell/PaneState.tsx'
import { toCompany } from '../shell/route.ts'
import { CompanyHeader } from './CompanyHeader.tsx'
import { CompanyItems } from './CompanyItems.tsx'
import { CompanyPeople } from './CompanyPeople.tsx'
import { Settling } from './Settling.tsx'
import { useCompany } from './useCompany.ts'

/** Everything about one company. */
export function CompanyPage({ id }: { id: string }) {
  const { companies: words, app } = useWords()
  const { company, isGone, load } = useCompany(id)
  useLeaveCommand(toCompany(null))
  const gone = <Empty icon={Building2} title={words.gone} />
  return (
    <Pane label={company?.name ?? words.title}>
      {company && !isGone ? (
        <Page company={company} />
      ) : (
        <PaneState back={toCompany(null)}>
          {isGone ? (
            gone
          ) : (
            <Arriving load={load} gone={gone} skeleton={<PageSkeleton label={app.loading} />} />
          )}
        </PaneState>
      )}
    </Pane>
  )
}

function Page({ company }: { company: CompanyDetail }) {
  return (
    <>
      <CompanyHeader company={company} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-6 p-4 lg:grid-cols-[20rem_minmax(0,1fr)] lg:p-6">
          <div className="flex flex-col gap-5">
            <Domains company={company} />
            <Settling settling={company.settling} />
            <Figures company={company} />
          </div>
          <div className="flex flex-col gap-6">
            <CompanyItems items={company.items} />
            <CompanyPeople companyId={company.id} />
          </div>
        </div>
      </div>
    </>
  )
}

function Domains({ company: { domains, createdAt } }: { company: CompanyDetail }) {
  const { companies: words, profile } = useWords()
  const { date } = useFormats()
  return (
    <section aria-label={words.domains} className="flex flex-col gap-1">
      <h3 className="font-semibold">{words.domains}</h3>
      {domains.length === 0 && <p className="text-faint">{profile.company.noDomains}</p>}
      <ul>
        {domains.map((domain) => (
          <li key={domain} className="truncate">
            {domain}
          </li>
        ))}
      </ul>
      <p className="text-xs text-faint">
        {words.since} {date(createdAt)}
      </p>
    </section>
  )
}

const FIGURES = [
  'people',
  'openConversations',
  'conversations',
  'openTickets',
  'tickets',
] as const satisfies (keyof CompanyDetail['totals'])[]

function Figures({ company: { totals } }: { company: CompanyDetail }) {
  const { companies: words } = useWords()
  const { number } = useFormats()
  const money = useMoney()
  const sums = totals.openDeals.map(
    ({ count, sum, currency }) => `${number(count)} · ${money.text(sum, currency)}`,
  )
  return (
    <section aria-label={words.totals}>
      <dl className="flex flex-col gap-px overflow-hidden rounded-md border border-line bg-line">
        {FIGURES.map((figure) => (
          <Figure key={figure} label={words.figures[figure]} values={[number(totals[figure])]} />
        ))}
        <Figure label={words.figures.openDeals} values={sums.length > 0 ? sums : [number(0)]} />
      </dl>
    </section>
  )
}

function Figure({ label, values }: { label: string; values: readonly string[] }) {
  return (
    <div className="flex justify-between gap-2 bg-surface px-2.5 py-1.5">
      <dt className="flex-1 text-soft">{label}</dt>
      <dd className="text-right font-semibold tabular-nums">
        {values.map((value) => (
          <span key={value} className="block">
            {value}
          </span>
        ))}
      </dd>
    </div>
  )
}
