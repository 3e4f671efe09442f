import { Plus, UserSearch, Users } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Customer } from '../../../server/contract/customers.ts'
import { Empty } from '../../ui/Empty.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { ListSkeleton } from '../../ui/Skeleton.tsx'
import { useRowHeight } from '../../ui/density.ts'
import { VirtualList } from '../../ui/VirtualList.tsx'
import { useWords } from '../../words/useWords.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { useListCommands } from '../shell/commands/useListCommands.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { SearchField } from '../shell/SearchField.tsx'
import { toCustomer } from '../shell/route.ts'
import { PeopleSwitch } from '../companies/PeopleSwitch.tsx'
import { ListMenu } from '../people/ListMenu.tsx'
import { SegmentBar } from '../people/SegmentBar.tsx'
import { useSegments } from '../people/segments.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { CustomerRow } from './CustomerRow.tsx'
import { CreateCustomer } from './CreateCustomer.tsx'
import { search, searchMore, useFound } from './list.ts'

/** Everybody, newest first, or whom a search finds. */
export function CustomerList({ openId }: { openId: string | null }) {
  const { customers: words, commands } = useWords()
  const [query, setQuery] = useState('')
  const [isCreating, setCreating] = useState(false)
  const create = () => setCreating(true)
  useCommands([
    {
      id: 'customer.create',
      label: commands.customer.create,
      group: 'list',
      keys: ['c'],
      run: create,
    },
  ])
  return (
    <>
      <header className="flex flex-col gap-2 border-b border-line px-3 pt-3 pb-2">
        <div className="flex items-center justify-between">
          <h2 className="pl-1 text-lg font-semibold">{words.title}</h2>
          <span className="flex">
            <IconButton icon={Plus} label={words.create} onClick={create} />
            <ListMenu />
          </span>
        </div>
        <PeopleSwitch here="people" />
        <SearchField label={words.search} hint={words.searchHint} onSearch={setQuery} />
        <SegmentBar />
      </header>
      <Rows query={useDeferredValue(query)} openId={openId} />
      <CreateCustomer open={isCreating} onOpenChange={setCreating} />
    </>
  )
}

function useFoundCustomers() {
  const found = useFound()
  const shelf = useWorld((world) => world.customers)
  const customers = useMemo(
    () => found.ids.flatMap((id): Customer[] => (shelf[id]?.value ? [shelf[id].value] : [])),
    [found.ids, shelf],
  )
  return { customers, query: found.query }
}

const idOf = (customer: Customer) => customer.id

function Rows({ query, openId }: { query: string; openId: string | null }) {
  const { customers: words, people, app } = useWords()
  const found = useFoundCustomers()
  const segment = useSegments(({ chosen }) => chosen)
  const load = useLoad(`customers ${segment} ${query}`, () => search(query, segment))
  const rowHeight = useRowHeight('customer')
  useListCommands(found.customers, openId, toCustomer)
  if (load.error || found.query === null)
    return (
      <Arriving
        load={load}
        skeleton={<ListSkeleton label={app.loading} rowHeight={rowHeight} hasPicture />}
      />
    )
  if (found.customers.length === 0)
    return segment !== null && found.query === '' ? (
      <Empty icon={Users} title={people.segments.nobody} hint={people.segments.nobodyHint} />
    ) : found.query === '' ? (
      <Empty icon={Users} title={words.empty} hint={words.emptyHint} />
    ) : (
      <Empty icon={UserSearch} title={words.noMatch(found.query)} hint={words.noMatchHint} />
    )
  return (
    <VirtualList
      key={`${segment} ${found.query}`}
      label={words.list}
      items={found.customers}
      keyOf={idOf}
      rowHeight={rowHeight}
      current={found.customers.findIndex(({ id }) => id === openId)}
      onNearEnd={() => void searchMore()}
      renderRow={(customer) => <CustomerRow customer={customer} isOpen={customer.id === openId} />}
    />
  )
}
