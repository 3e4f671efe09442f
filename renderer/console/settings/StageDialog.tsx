import { useState } from 'react'
import { DealCategory, type DealStage } from '../../../server/contract/deals.ts'
import { Choice } from '../../ui/Choice.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { createStage, renameStage, useStageName } from '../deals/stages.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { SaveRow } from '../shell/SaveRow.tsx'
import { useAction } from '../shell/useAction.ts'

interface Props {
  /** Null makes a new one. */
  stage: DealStage | null
  onClose: () => void
}

/** Names a stage; a new one is also of a kind, which it keeps. */
export function StageDialog({ stage, onClose }: Props) {
  const { app, deals } = useWords()
  const { settings: words } = deals
  const nameOf = useStageName()
  const title = stage ? words.rename(nameOf(stage)) : words.addTitle
  return (
    <DialogBox open onOpenChange={onClose} title={title} closeLabel={app.close}>
      <StageForm stage={stage} known={stage ? nameOf(stage) : undefined} onClose={onClose} />
    </DialogBox>
  )
}

function StageForm({ stage, known, onClose }: Props & { known: string | undefined }) {
  const { settings: words } = useWords().deals
  const [category, setCategory] = useState<DealCategory>('open')
  const saving = useAction(async (name: string) => {
    // A standard name that is left as it is goes on in everybody's language.
    if (stage && name !== known) await renameStage(stage.id, name)
    if (!stage) await createStage({ name, category })
    sayDone(stage ? words.saved(name) : words.added(name))
    onClose()
  })
  const { form, problem } = useForm(saving.error, (sent) => saving.run(fieldText(sent, 'name')))
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={words.name} error={problem('name')}>
        {(control) => (
          <TextInput {...control} name="name" defaultValue={known} required maxLength={60} />
        )}
      </Field>
      {!stage && <CategoryField value={category} onChange={setCategory} />}
      <SaveRow saving={saving} />
    </form>
  )
}

interface CategoryProps {
  value: DealCategory
  onChange: (category: DealCategory) => void
}

function CategoryField({ value, onChange }: CategoryProps) {
  const { categories, settings: words } = useWords().deals
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="flex-1">
        <span aria-hidden className="block font-medium">
          {words.category}
        </span>
        <span className="text-xs text-faint">{words.categoryHint}</span>
      </span>
      <Choice
        label={words.category}
        value={value}
        options={DealCategory.options.map((one) => ({ value: one, label: categories[one] }))}
        onChange={onChange}
      />
    </div>
  )
}
