import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import type { Appearance } from '../../../../server/contract/chat-settings.ts'
import type { ProactiveCount, ProactiveRule } from '../../../../server/contract/proactive.ts'
import { Field } from '../../../ui/Field.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useWords } from '../../../words/useWords.ts'
import { ChoiceField } from '../ChoiceField.tsx'
import { NumberField } from '../NumberField.tsx'
import { WordsField } from '../WordsField.tsx'
import { BubblePreview } from './BubblePreview.tsx'
import { PagesField } from './PagesField.tsx'

interface Props {
  rule: ProactiveRule
  /** How the chat looks. */
  look: Appearance
  /** 1 for the first. */
  place: number
  /** What became of it; undefined while nobody was shown it. */
  count: ProactiveCount | undefined
  problem: (path: string) => string | undefined
  onChange: (rule: ProactiveRule) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

/** One message: what it says, where, when and to whom. */
export function RuleEditor(props: Props) {
  const { rule, look, place, problem, onChange } = props
  const { proactive: words } = useWords()
  const set = (part: Partial<ProactiveRule>) => onChange({ ...rule, ...part })
  return (
    <li className="flex flex-col gap-4 rounded-lg border border-line p-4">
      <Head {...props} />
      <Switch label={words.isOn} checked={rule.isOn} onChange={(isOn) => set({ isOn })} />
      <Field label={words.name} error={problem('name')}>
        {(control) => (
          <TextInput
            {...control}
            value={rule.name}
            maxLength={80}
            required
            onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          />
        )}
      </Field>
      <WordsField
        label={words.text(place)}
        value={rule.text}
        maxLength={500}
        error={problem('text')}
        onChange={(text) => set({ text })}
      />
      <p className="-mt-2 text-xs text-faint">{words.textLead}</p>
      <BubblePreview {...{ look, place }} text={rule.text} />
      <PagesField {...{ place, problem }} pages={rule.pages} onChange={(pages) => set({ pages })} />
      <When {...{ rule, set, problem }} />
    </li>
  )
}

function Head({ rule, place, count, onMove, onRemove }: Props) {
  const { proactive: words } = useWords()
  return (
    <div className="flex items-center gap-2">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{rule.name || words.place(place)}</p>
        {count && <Counts count={count} />}
      </div>
      <IconButton icon={ArrowUp} label={words.moveUp(place)} onClick={() => onMove(-1)} />
      <IconButton icon={ArrowDown} label={words.moveDown(place)} onClick={() => onMove(1)} />
      <IconButton icon={Trash2} label={words.remove(place)} onClick={onRemove} />
    </div>
  )
}

function Counts({ count }: { count: ProactiveCount }) {
  const { proactive: words } = useWords()
  const parts = [
    words.shown(count.shown),
    words.opened(count.opened),
    words.answered(count.answered),
  ]
  return <p className="text-xs text-faint">{parts.join(' · ')}</p>
}

interface WhenProps extends Pick<Props, 'rule' | 'problem'> {
  set: (part: Partial<ProactiveRule>) => void
}

function When({ rule, set, problem }: WhenProps) {
  const { proactive: words } = useWords()
  return (
    <div className="flex flex-wrap gap-4">
      <NumberField
        label={words.seconds}
        value={rule.seconds}
        range={[0, 3_600]}
        error={problem('seconds')}
        onChange={(seconds) => set({ seconds })}
      />
      <ChoiceField
        label={words.hours}
        value={rule.hours}
        names={words.hoursNames}
        onChange={(hours) => set({ hours })}
      />
      <ChoiceField
        label={words.visitors}
        value={rule.visitors}
        names={words.visitorsNames}
        onChange={(visitors) => set({ visitors })}
      />
    </div>
  )
}
