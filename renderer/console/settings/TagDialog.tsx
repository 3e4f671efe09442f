import { useState } from 'react'
import { type Tag, TagColor } from '../../../server/contract/tags.ts'
import { Choice } from '../../ui/Choice.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { SaveRow } from '../shell/SaveRow.tsx'
import { useAction } from '../shell/useAction.ts'
import { TagPill } from '../triage/TagPill.tsx'
import { createTag, updateTag } from '../triage/tags.ts'
import { TagEnding } from './TagEnding.tsx'

interface Props {
  /** Null makes a new one. */
  tag: Tag | null
  onClose: () => void
}

/** Names a tag, gives it a colour, merges or deletes it. */
export function TagDialog({ tag, onClose }: Props) {
  const { app, triage } = useWords()
  const { tags: words } = triage
  const title = tag ? words.editTitle(tag.name) : words.add
  return (
    <DialogBox open onOpenChange={onClose} title={title} closeLabel={app.close}>
      <TagForm tag={tag} onClose={onClose} />
      {tag && <TagEnding tag={tag} onClose={onClose} />}
    </DialogBox>
  )
}

function TagForm({ tag, onClose }: Props) {
  const { triage } = useWords()
  const { tags: words } = triage
  const [color, setColor] = useState<TagColor>(tag?.color ?? 'blue')
  const saving = useAction(async (name: string) => {
    await (tag ? updateTag(tag.id, { name, color }) : createTag(name, color))
    sayDone(words.saved(name))
    onClose()
  })
  const { form, problem } = useForm(saving.error, (sent) => saving.run(fieldText(sent, 'name')))
  const colors = TagColor.options.map((value) => ({
    value,
    label: words.colors[value],
    mark: <TagPill tag={{ name: 'A', color: value }} />,
  }))
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={words.name} error={problem('name')}>
        {(control) => (
          <TextInput {...control} name="name" defaultValue={tag?.name} required maxLength={50} />
        )}
      </Field>
      <div className="flex items-center justify-between gap-3">
        <span aria-hidden className="font-medium">
          {words.color}
        </span>
        <Choice label={words.color} value={color} options={colors} onChange={setColor} />
      </div>
      <SaveRow saving={saving} />
    </form>
  )
}
