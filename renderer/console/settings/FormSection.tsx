import { Plus } from 'lucide-react'
import type { StartField } from '../../../server/contract/chat-settings.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { Group } from './Group.tsx'
import { Preview } from './Preview.tsx'
import { QuestionEditor } from './QuestionEditor.tsx'
import { freeKey, MOST_QUESTIONS, moved } from './questions.ts'
import { chatSettings } from './resources.ts'
import { SettingsForm } from './SettingsForm.tsx'

/** What the form before a chat asks, beside name and e-mail. */
export function FormSection() {
  return (
    <SettingsForm name="form" resource={chatSettings}>
      {({ value, change, problem }) => (
        <div className="flex flex-wrap gap-8">
          <div className="min-w-0 flex-1 basis-88">
            <Questions
              fields={value.fields}
              onChange={(fields) => change({ fields })}
              problem={problem}
            />
          </div>
          <Preview settings={value} screens={['start', 'away']} />
        </div>
      )}
    </SettingsForm>
  )
}

interface Props {
  fields: StartField[]
  onChange: (fields: StartField[]) => void
  problem: (path: string) => string | undefined
}

function Questions({ fields, onChange, problem }: Props) {
  const { workspace: words } = useWords()
  const add = () => {
    const label = { en: '', vi: '' }
    const field = { key: freeKey(fields), label, kind: 'text', isRequired: false, choices: [] }
    onChange([...fields, field as StartField])
  }
  return (
    <Group title={words.questions} lead={words.questionsLead}>
      <ol className="flex flex-col gap-3">
        {fields.map((field, index) => (
          <QuestionEditor
            key={field.key}
            field={field}
            place={index + 1}
            error={problem(`fields.${index}`)}
            keeperError={problem(`fields.${index}.customerField`)}
            onChange={(next) => onChange(fields.with(index, next))}
            onMove={(by) => onChange(moved(fields, index, by))}
            onRemove={() => onChange(fields.toSpliced(index, 1))}
          />
        ))}
      </ol>
      <Button className="self-start" disabled={fields.length >= MOST_QUESTIONS} onClick={add}>
        <Plus size={14} aria-hidden /> {words.addQuestion}
      </Button>
    </Group>
  )
}
