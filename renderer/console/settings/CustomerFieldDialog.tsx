import { useState } from 'react'
import { type CustomerField, CustomerFieldType } from '../../../server/contract/customer-fields.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextArea, TextInput } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { createField, updateField } from '../profile/fields.ts'
import { attempt } from '../shell/attempt.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'

interface Props {
  /** Null makes a new one. */
  field: CustomerField | null
  onClose: () => void
}

/** Adds a field or names it anew, says what can be chosen, archives it and brings it back. */
export function CustomerFieldDialog({ field, onClose }: Props) {
  const { app, profile } = useWords()
  const { settings: words } = profile
  return (
    <DialogBox
      open
      onOpenChange={onClose}
      title={field ? words.edit(field.label) : words.add}
      closeLabel={app.close}
    >
      <FieldForm field={field} onClose={onClose} />
    </DialogBox>
  )
}

const linesOf = (text: string) => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
]

function useSaving({ field, onClose }: Props, type: CustomerFieldType) {
  const { settings: words } = useWords().profile
  return useAction(async (form: HTMLFormElement) => {
    const label = fieldText(form, 'label')
    const choices = type === 'choice' ? linesOf(fieldText(form, 'choices')) : []
    await (field
      ? updateField(field.id, { label, ...(type === 'choice' && { choices }) })
      : createField({ key: fieldText(form, 'key'), label, type, choices }))
    sayDone(words.saved(label))
    onClose()
  })
}

function FieldForm({ field, onClose }: Props) {
  const { app, profile } = useWords()
  const { settings: words } = profile
  const [type, setType] = useState<CustomerFieldType>(field?.type ?? 'text')
  const saving = useSaving({ field, onClose }, type)
  const { form, problem } = useForm(saving.error, (sent) => saving.run(sent))
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={words.label} error={problem('label')}>
        {(control) => (
          <TextInput
            {...control}
            name="label"
            defaultValue={field?.label}
            required
            maxLength={60}
          />
        )}
      </Field>
      {!field && <NewParts type={type} onType={setType} problem={problem} />}
      {type === 'choice' && (
        <Field label={words.choices} error={problem('choices')}>
          {(control) => (
            <TextArea {...control} name="choices" defaultValue={field?.choices.join('\n')} />
          )}
        </Field>
      )}
      <FormProblem error={saving.error} />
      <div className="flex justify-end gap-2">
        {field && <Archiving field={field} onDone={onClose} />}
        <Button type="submit" look="primary" disabled={saving.isBusy}>
          {app.save}
        </Button>
      </div>
    </form>
  )
}

function Archiving({ field, onDone }: { field: CustomerField; onDone: () => void }) {
  const { settings: words } = useWords().profile
  const { id, isArchived } = field
  async function archive() {
    await updateField(id, { isArchived: !isArchived })
    onDone()
  }
  return (
    <Button onClick={() => attempt(archive)}>{isArchived ? words.restore : words.archive}</Button>
  )
}

interface NewPartsProps {
  type: CustomerFieldType
  onType: (type: CustomerFieldType) => void
  problem: (name: string) => string | undefined
}

function NewParts({ type, onType, problem }: NewPartsProps) {
  const { settings: words } = useWords().profile
  return (
    <>
      <Field label={words.key} hint={words.keyHint} error={problem('key')}>
        {(control) => <TextInput {...control} name="key" required maxLength={40} />}
      </Field>
      <div className="flex items-center justify-between gap-3">
        <span aria-hidden className="font-medium">
          {words.type}
        </span>
        <Choice
          label={words.type}
          value={type}
          options={CustomerFieldType.options.map((value) => ({ value, label: words.types[value] }))}
          onChange={onType}
        />
      </div>
    </>
  )
}
