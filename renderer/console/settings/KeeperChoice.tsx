import type { StartField } from '../../../server/contract/chat-settings.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { useWords } from '../../words/useWords.ts'
import { useFields } from '../profile/fields.ts'
import { keepersFor, keptIn } from './questions.ts'

interface Props {
  field: StartField
  place: number
  error: string | undefined
  onChange: (field: StartField) => void
}

const NONE = ''

/** In which customer field the answers to a question are kept too, where one can have them. */
export function KeeperChoice({ field, place, error, onChange }: Props) {
  const { workspace: words, profile } = useWords()
  const { fields } = useFields()
  const keepers = keepersFor(field, fields)
  if (keepers.length === 0) return null
  const options = keepers.map(({ key, label, isArchived }) => ({
    value: key,
    label,
    note: isArchived && profile.settings.archived,
  }))
  const choose = (chosen: string) =>
    onChange(
      keptIn(
        field,
        keepers.find(({ key }) => key === chosen),
      ),
    )
  return (
    <Field label={words.keeper} hint={words.keeperHint} error={error}>
      {() => (
        <Choice
          label={words.keeperOf(place)}
          value={field.customerField ?? NONE}
          options={[{ value: NONE, label: words.keeperNone }, ...options]}
          onChange={choose}
        />
      )}
    </Field>
  )
}
