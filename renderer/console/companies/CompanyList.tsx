import { Building2, Plus, SearchX } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Company } from '../../../server/contract/companies.ts'
import { Empty } from '../../ui/Empty.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { ListSkeleton } from '../../ui/Skeleton.tsx'
import { useRowHeight } from '../../ui/density.ts'
import { VirtualList } from '../../ui/VirtualList.tsx'
import { useWords } from '../../words/useWords.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { useCommands } from '../shell/commands/registry.ts'
import { useListCommands } from '../shell/commands/useListCommands.ts'
import { toCompany } from '../shell/route.ts'
import { SearchField } from '../shell/SearchField.tsx'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { CompanyRow } from './CompanyRow.tsx'
import { CreateCompany } from './CreateCompany.tsx'
import { moreCompanies, searchCompanies, useFoundCompanies, useFreshCompanies } from './list.ts'
import { PeopleSwitch } from './PeopleSwitch.tsx'

/** Every company, newest first, or those a search finds. */
export function CompanyList({ openId }: { openId: string | null }) {
  const { companies: words } = useWords()
  const [query, setQuery] = useState('')
  const [isCreating, setCreating] = useState(false)
  const run = () => setCreating(true)
  useCommands([
    { id: 'company.create', label: words.createCommand, group: 'list', keys: ['c'], run },
  ])
  return (
    <>
      <header className="flex flex-col gap-2 border-b border-line px-3 pt-3 pb-2">
        <div className="flex items-center justify-between">
          <h2 className="pl-1 text-lg font-semibold">{words.title}</h2>
          <IconButton icon={Plus} label={words.create} onClick={run} />
        </div>
        <PeopleSwitch here="companies" />
        <SearchField label={words.search} hint={words.searchHint} onSearch={setQuery} />
      </header>
      <Rows query={useDeferredValue(query)} openId={openId} />
      <CreateCompany open={isCreating} onOpenChange={setCreating} />
    </>
  )
}

function useCompanies() {
  const { ids, query } = useFoundCompanies()
  const shelf = useWorld((world) => world.companies)
  const companies = useMemo(
    () => ids.flatMap((id): Company[] => (shelf[id]?.value ? [shelf[id].value] : [])),
    [ids, shelf],
  )
  return { companies, query }
}

const idOf = (company: Company) => company.id

function Rows({ query, openId }: { query: string; openId: string | null }) {
  const { companies: words, app } = useWords()
  const { companies, query: found } = useCompanies()
  const load = useLoad(`companies ${query}`, () => searchCompanies(query))
  useFreshCompanies()
  const rowHeight = useRowHeight('customer')
  useListCommands(companies, openId, toCompany)
  if (load.error || found === null)
    return (
      <Arriving
        load={load}
        skeleton={<ListSkeleton label={app.loading} rowHeight={rowHeight} hasPicture />}
      />
    )
  if (companies.length === 0)
    return found === '' ? (
      <Empty icon={Building2} title={words.empty} hint={words.emptyHint} />
    ) : (
      <Empty icon={SearchX} title={words.noMatch(found)} hint={words.noMatchHint} />
    )
  return (
    <VirtualList
      key={found}
      label={words.list}
      items={companies}
      keyOf={idOf}
      rowHeight={rowHeight}
      current={companies.findIndex(({ id }) => id === openId)}
      onNearEnd={() => void moreCompanies()}
      renderRow={(company) => <CompanyRow company={company} isOpen={company.id === openId} />}
    />
  )
}
