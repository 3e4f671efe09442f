import { useState } from 'react'
import {
  type Group,
  type GroupKind,
  type Groups,
  type Measure,
} from '../../../server/contract/analytics.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { Table } from '../../ui/Table.tsx'
import { useWords } from '../../words/useWords.ts'
import { ChartColumn } from 'lucide-react'
import { Failed } from '../shell/Failed.tsx'
import { BasisLine } from './BasisLine.tsx'
import { ExportButton } from './ExportButton.tsx'
import { reportPath } from './question.ts'
import { useQuestion } from './useQuestion.ts'
import { type Narrowing, RowsDialog } from './RowsDialog.tsx'
import { useAnswer } from './useAnswer.ts'
import { useTelling } from './useTelling.ts'

const SHOWN = [
  'begun',
  'assigned',
  'replied',
  'firstResponse',
  'waiting',
  'resolved',
  'resolution',
  'backlog',
  'satisfaction',
] as const satisfies Measure[]

const KEYS = { agent: 'agentId', team: 'teamId', channel: 'channel', tag: 'tagId' } as const

/** Every measure for each agent, team, channel or tag, side by side. */
export function GroupReport({ by }: { by: GroupKind }) {
  const { reports: words } = useWords()
  const question = useQuestion()
  const { data, error, retry } = useAnswer<Groups>(reportPath('groups', question, { by }))
  const [opened, setOpened] = useState<{ measure: Measure; narrowing: Narrowing } | null>(null)
  if (error) return <Failed error={error} retry={retry} />
  if (!data) return <Spinner label={words.loading} />
  if (data.groups.length === 0) return <Empty icon={ChartColumn} title={words.rowsEmpty} />
  return (
    <div className="flex flex-col gap-3">
      <GroupTable
        by={by}
        groups={data}
        onOpen={(measure, key) =>
          setOpened({ measure, narrowing: key === null ? {} : { [KEYS[by]]: key } })
        }
      />
      <div className="flex flex-wrap items-center gap-3">
        <ExportButton path={reportPath('export', question, { by, report: 'groups' })} />
        <BasisLine basis={data.basis} />
      </div>
      {opened && <RowsDialog {...opened} onClose={() => setOpened(null)} />}
    </div>
  )
}

interface TableProps {
  by: GroupKind
  groups: Groups
  onOpen: (measure: Measure, key: string | null) => void
}

const opener = (told: string, onClick: () => void) => (
  <button
    type="button"
    className="whitespace-nowrap underline-offset-2 hover:underline"
    onClick={onClick}
  >
    {told}
  </button>
)

type Line = Omit<Group, 'key'> & { key: string | null }

function GroupTable({ by, groups, onOpen }: TableProps) {
  const { reports: words } = useWords()
  const { main } = useTelling()
  const named = useGroupName(by)
  const whole: Line = { key: null, name: words.whole, figures: groups.whole }
  return (
    <Table<Line>
      label={words.views[by]}
      rows={[...groups.groups, whole]}
      keyOf={({ key }) => key ?? ''}
      columns={[
        {
          name: 'name',
          heading: words.views[by],
          cell: named,
        },
        ...SHOWN.map((measure) => ({
          name: measure,
          heading: words.measures[measure],
          isNumber: true,
          cell: ({ key, figures }: Line) =>
            opener(main(measure, figures[measure]), () => onOpen(measure, key)),
        })),
      ]}
    />
  )
}

function useGroupName(by: GroupKind) {
  const { reports: words } = useWords()
  const none = { agent: words.nobody, team: words.noTeam, tag: words.noTag, channel: words.none }
  return ({ key, name }: Line) => {
    if (key === 'none') return none[by]
    if (by === 'channel' && key !== null) return words.channels[key as keyof typeof words.channels]
    return name ?? words.gone
  }
}
