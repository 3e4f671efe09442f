import { Plus, Ticket as TicketIcon, TicketX } from 'lucide-react'
import { useState } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { ListSkeleton } from '../../ui/Skeleton.tsx'
import { useRowHeight } from '../../ui/density.ts'
import { VirtualList } from '../../ui/VirtualList.tsx'
import { useWords } from '../../words/useWords.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { useListCommands } from '../shell/commands/useListCommands.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { navigate } from '../shell/navigation.ts'
import { type TicketFilter, toTicket } from '../shell/route.ts'
import { useLoad } from '../sync/useLoad.ts'
import { CreateTicket } from './CreateTicket.tsx'
import { loadMoreTickets, loadTickets, spanOf } from './load.ts'
import { TicketFilters } from './TicketFilters.tsx'
import { TicketRow } from './TicketRow.tsx'
import { useRows } from './useRows.ts'

interface Props {
  filter: TicketFilter
  openId: string | null
}

export function TicketList({ filter, openId }: Props) {
  const { tickets: words, commands } = useWords()
  const [isCreating, setCreating] = useState(false)
  const create = () => setCreating(true)
  useCommands([
    { id: 'ticket.create', label: commands.ticket.create, group: 'list', keys: ['c'], run: create },
  ])
  return (
    <>
      <header className="flex flex-col gap-2 border-b border-line px-3 pt-3 pb-2">
        <div className="flex items-center justify-between">
          <h2 className="pl-1 text-lg font-semibold">{words.title}</h2>
          <IconButton icon={Plus} label={words.createTitle} onClick={create} />
        </div>
        <TicketFilters filter={filter} openId={openId} />
      </header>
      <Rows filter={filter} openId={openId} />
      <CreateTicket open={isCreating} onOpenChange={setCreating} />
    </>
  )
}

const idOf = (ticket: Ticket) => ticket.id

function Rows({ filter, openId }: Props) {
  const { tickets: words, app } = useWords()
  const rows = useRows(filter)
  const load = useLoad(rows ? null : spanOf(filter), () => loadTickets(filter))
  const rowHeight = useRowHeight('ticket')
  useListCommands(rows ?? [], openId, (id) => toTicket(id, filter))
  if (load.error || !rows)
    return (
      <Arriving load={load} skeleton={<ListSkeleton label={app.loading} rowHeight={rowHeight} />} />
    )
  if (rows.length === 0)
    return <NoTickets isFiltered={Object.keys(filter).length > 0} openId={openId} />
  return (
    <VirtualList
      key={spanOf(filter)}
      label={words.list}
      items={rows}
      keyOf={idOf}
      rowHeight={rowHeight}
      current={rows.findIndex(({ id }) => id === openId)}
      onNearEnd={() => void loadMoreTickets(filter)}
      renderRow={(ticket) => (
        <TicketRow ticket={ticket} to={toTicket(ticket.id, filter)} isOpen={ticket.id === openId} />
      )}
    />
  )
}

function NoTickets({ isFiltered, openId }: { isFiltered: boolean; openId: string | null }) {
  const { tickets: words } = useWords()
  if (!isFiltered) return <Empty icon={TicketIcon} title={words.empty} hint={words.emptyHint} />
  return (
    <Empty icon={TicketX} title={words.noMatch}>
      <Button onClick={() => navigate(toTicket(openId), { replace: true })}>
        {words.clearFilters}
      </Button>
    </Empty>
  )
}
