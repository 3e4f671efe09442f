import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { DealStage } from '../../../server/contract/deals.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Pill, type Tone } from '../../ui/Pill.tsx'
import { ListSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { orderStages, useStageName, useStages } from '../deals/stages.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { attempt } from '../shell/attempt.ts'
import { Group } from './Group.tsx'
import { RemoveStageDialog } from './RemoveStageDialog.tsx'
import { StageDialog } from './StageDialog.tsx'
import { WorkspaceCurrency } from './WorkspaceCurrency.tsx'

type Asked = { does: 'add' } | { does: 'rename' | 'remove'; stage: DealStage } | null

/** The stages that deals go through, and the currency they are in unless they say another. */
export function DealsSection() {
  const { app, deals } = useWords()
  const { settings: words } = deals
  const { stages, load, isKnown } = useStages()
  const [asked, setAsked] = useState<Asked>(null)
  const close = () => setAsked(null)
  if (!isKnown)
    return <Arriving load={load} skeleton={<ListSkeleton label={app.loading} rowHeight={40} />} />
  return (
    <div className="mx-auto w-full max-w-2xl overflow-y-auto p-4">
      <Group title={deals.currency} lead={words.currencyLead}>
        <WorkspaceCurrency />
      </Group>
      <Group title={words.stages} lead={words.lead}>
        <ul aria-label={words.list}>
          {stages.map((stage, index) => (
            <StageRow key={stage.id} stages={stages} index={index} stage={stage} onAsk={setAsked} />
          ))}
        </ul>
        <Button className="self-start" onClick={() => setAsked({ does: 'add' })}>
          <Plus size={14} aria-hidden /> {words.add}
        </Button>
      </Group>
      {asked?.does === 'add' && <StageDialog stage={null} onClose={close} />}
      {asked?.does === 'rename' && <StageDialog stage={asked.stage} onClose={close} />}
      {asked?.does === 'remove' && <RemoveStageDialog stage={asked.stage} onClose={close} />}
    </div>
  )
}

const TONES: Record<DealStage['category'], Tone> = { open: 'info', won: 'good', lost: 'danger' }

interface RowProps {
  stage: DealStage
  stages: readonly DealStage[]
  index: number
  onAsk: (asked: Asked) => void
}

function StageRow({ stage, stages, index, onAsk }: RowProps) {
  const { deals } = useWords()
  const { settings: words } = deals
  const name = useStageName()(stage)
  function moveTo(place: number) {
    const ids = stages.map(({ id }) => id).filter((id) => id !== stage.id)
    attempt(() => orderStages(ids.toSpliced(place, 0, stage.id)))
  }
  return (
    <li className="flex flex-wrap items-center gap-x-2 border-b border-line py-1.5">
      <span className="min-w-32 flex-1 font-medium wrap-anywhere">{name}</span>
      <Pill tone={TONES[stage.category]}>{deals.categories[stage.category]}</Pill>
      <span className="flex">
        <IconButton
          icon={ArrowUp}
          label={words.up(name)}
          disabled={index === 0}
          onClick={() => moveTo(index - 1)}
        />
        <IconButton
          icon={ArrowDown}
          label={words.down(name)}
          disabled={index === stages.length - 1}
          onClick={() => moveTo(index + 1)}
        />
        <IconButton
          icon={Pencil}
          label={words.rename(name)}
          onClick={() => onAsk({ does: 'rename', stage })}
        />
        <IconButton
          icon={Trash2}
          label={words.remove(name)}
          onClick={() => onAsk({ does: 'remove', stage })}
        />
      </span>
    </li>
  )
}
