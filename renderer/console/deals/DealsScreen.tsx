import { Handshake, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { DealStage } from '../../../server/contract/deals.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { useAgentOptions } from '../shell/agents.tsx'
import { Arriving } from '../shell/Arriving.tsx'
import { useCommands } from '../shell/commands/registry.ts'
import { navigate } from '../shell/navigation.ts'
import { Pane } from '../shell/Pane.tsx'
import { type DealFilter, toDeal } from '../shell/route.ts'
import { PartFailed } from '../profile/PartFailed.tsx'
import { askForDeal } from './dialog.ts'
import { OpenDeal } from './OpenDeal.tsx'
import { StageColumn } from './StageColumn.tsx'
import { useStageName, useStages } from './stages.ts'
import { useTotals } from './useDeals.ts'

interface Props {
  filter: DealFilter
  openId: string | null
}

const create = () => askForDeal({ does: 'add' })

/** The deals in a column for each stage, and over them the one that is open. */
export function DealsScreen({ filter, openId }: Props) {
  const { deals: words, app } = useWords()
  const { stages, load, isKnown } = useStages()
  const owner = { owner: filter.owner }
  useBoardCommands()
  return (
    <Pane label={words.title}>
      {isKnown ? (
        <Board stages={stages} filter={owner} />
      ) : (
        <Arriving load={load} skeleton={<PageSkeleton label={app.loading} />} />
      )}
      {openId !== null && (
        <OpenDeal key={openId} id={openId} onClose={() => navigate(toDeal(null, owner))} />
      )}
    </Pane>
  )
}

function useBoardCommands() {
  const { deals: words } = useWords()
  const { walk, before, after } = words.keys
  const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']
  // All but the first are keys of the card that has the focus.
  useCommands([
    { id: 'deals.create', label: words.addCommand, group: 'list', keys: ['c'], run: create },
    { id: 'deals.walk', label: walk, group: 'list', keys: arrows },
    { id: 'deals.before', label: before, group: 'list', keys: ['shift+ArrowLeft'] },
    { id: 'deals.after', label: after, group: 'list', keys: ['shift+ArrowRight'] },
  ])
}

interface BoardProps {
  stages: readonly DealStage[]
  filter: DealFilter
}

function Board({ stages, filter }: BoardProps) {
  const { deals: words } = useWords()
  const { totals, load } = useTotals(filter.owner)
  const [chosenId, setChosen] = useState<string | null>(null)
  const shown = stages.find(({ id }) => id === chosenId) ?? stages[0]
  const isEmpty = filter.owner === 'all' && totals?.length === 0
  return (
    <>
      <BoardHeader filter={filter}>
        {!isEmpty && <StageChoice stages={stages} shown={shown} onChange={setChosen} />}
      </BoardHeader>
      <PartFailed load={load} />
      {isEmpty ? (
        <Empty icon={Handshake} title={words.empty} hint={words.emptyHint}>
          <Button look="primary" onClick={create}>
            {words.addHere}
          </Button>
        </Empty>
      ) : (
        <div
          role="group"
          aria-label={words.board}
          className="flex min-h-0 flex-1 gap-3 overflow-x-auto p-3 max-md:overflow-x-hidden"
        >
          {stages.map((stage) => (
            <StageColumn
              key={`${filter.owner} ${stage.id}`}
              stage={stage}
              filter={filter}
              total={totals && (totals.find(({ stageId }) => stageId === stage.id) ?? none(stage))}
              isChosen={stage === shown}
            />
          ))}
        </div>
      )}
    </>
  )
}

const none = ({ id }: DealStage) => ({ stageId: id, count: 0, sums: [] })

interface HeaderProps {
  filter: DealFilter
  children: ReactNode
}

function BoardHeader({ filter, children }: HeaderProps) {
  const { deals: words } = useWords()
  const me = useMe().id
  const others = useAgentOptions().filter(({ value }) => value !== me)
  const options = [
    { value: 'all', label: words.everybody },
    { value: 'me', label: words.mine },
    ...others,
  ]
  return (
    <header className="flex min-h-14 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
      <h2 className="flex-1 text-lg font-semibold">{words.title}</h2>
      <Choice<string>
        label={words.whose}
        value={filter.owner === me ? 'me' : filter.owner}
        options={options}
        onChange={(owner) => navigate(toDeal(null, { owner }), { replace: true })}
      />
      <Button look="primary" onClick={create} className="max-md:hidden">
        <Plus size={14} aria-hidden /> {words.add}
      </Button>
      <span className="md:hidden">
        <IconButton icon={Plus} label={words.add} onClick={create} />
      </span>
      {children}
    </header>
  )
}

interface ChoiceProps {
  stages: readonly DealStage[]
  shown: DealStage | undefined
  onChange: (id: string) => void
}

/** On a phone: which of the columns is there. */
function StageChoice({ stages, shown, onChange }: ChoiceProps) {
  const { deals: words } = useWords()
  const nameOf = useStageName()
  return (
    <Choice<string>
      label={words.shownStage}
      value={shown?.id ?? ''}
      options={stages.map((stage) => ({ value: stage.id, label: nameOf(stage) }))}
      onChange={onChange}
      className="w-full md:hidden"
    />
  )
}
