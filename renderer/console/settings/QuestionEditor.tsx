import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import type { StartField } from '../../../server/contract/chat-settings.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextArea } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { useFields } from '../profile/fields.ts'
import { KeeperChoice } from './KeeperChoice.tsx'
import { asKind } from './questions.ts'
import { WordsField } from './WordsField.tsx'

const KINDS = ['text', 'long_text', 'choice', 'phone', 'company'] as const

interface Props {
  field: StartField
  /** 1 for the first. */
  place: number
  error: string | undefined
  /** What is wrong with where its answers are kept. */
  keeperError: string | undefined
  onChange: (field: StartField) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

/** One question of the form before the chat. */
export function QuestionEditor(props: Props) {
  const { field, place, error, keeperError, onChange, onMove, onRemove } = props
  const { workspace: words } = useWords()
  const { fields } = useFields()
  const set = (part: Partial<StartField>) => onChange({ ...field, ...part })
  return (
    <li className="flex flex-col gap-3 rounded-lg border border-line p-3">
      <div className="flex items-center gap-2">
        <span className="flex-1 font-medium">{words.question(place)}</span>
        <IconButton icon={ArrowUp} label={words.moveUp(place)} onClick={() => onMove(-1)} />
        <IconButton icon={ArrowDown} label={words.moveDown(place)} onClick={() => onMove(1)} />
        <IconButton icon={Trash2} label={words.removeQuestion(place)} onClick={onRemove} />
      </div>
      <WordsField
        label={words.questionLabel}
        value={field.label}
        maxLength={80}
        error={keeperError === undefined ? error : undefined}
        onChange={(label) => set({ label })}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Choice
          label={words.questionKind(place)}
          value={field.kind}
          options={KINDS.map((value) => ({ value, label: words.questionKinds[value] }))}
          onChange={(kind) => onChange(asKind(field, kind, fields))}
        />
        <Switch
          label={words.isRequired}
          checked={field.isRequired}
          onChange={(isRequired) => set({ isRequired })}
        />
      </div>
      <KeeperChoice field={field} place={place} error={keeperError} onChange={onChange} />
      {field.kind === 'choice' && <Choices key={field.customerField} field={field} set={set} />}
    </li>
  )
}

function Choices({ field, set }: { field: StartField; set: (part: Partial<StartField>) => void }) {
  const { workspace: words } = useWords()
  return (
    <Field label={words.choices} hint={words.choicesHint}>
      {(control) => (
        <TextArea
          {...control}
          defaultValue={field.choices.join('\n')}
          onChange={(event) => {
            const lines = event.currentTarget.value.split('\n').map((line) => line.trim())
            set({ choices: lines.filter((line) => line !== '') })
          }}
        />
      )}
    </Field>
  )
}
