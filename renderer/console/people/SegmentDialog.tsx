import { useState } from 'react'
import type { CustomerFilter, Segment } from '../../../server/contract/segments.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { SaveRow } from '../shell/SaveRow.tsx'
import { useAction } from '../shell/useAction.ts'
import { SegmentFields } from './SegmentFields.tsx'
import { chooseSegment, deleteSegment, saveSegment } from './segments.ts'

interface Props {
  /** Null makes a new one. */
  segment: Segment | null
  onClose: () => void
}

/** Names a segment and says whom it holds. */
export function SegmentDialog({ segment, onClose }: Props) {
  const { people, app } = useWords()
  return (
    <DialogBox
      open
      onOpenChange={onClose}
      title={segment ? people.segments.editTitle(segment.name) : people.segments.create}
      lead={people.segments.lead}
      closeLabel={app.close}
    >
      <Form segment={segment} onClose={onClose} />
    </DialogBox>
  )
}

function Form({ segment, onClose }: Props) {
  const { people } = useWords()
  const words = people.segments
  const [filter, setFilter] = useState<CustomerFilter>(segment?.filter ?? {})
  const saving = useAction(async (name: string) => {
    const saved = await saveSegment(segment?.id ?? null, { name, filter })
    chooseSegment(saved.id)
    sayDone(words.saved)
    onClose()
  })
  const removing = useAction(async (id: string) => {
    await deleteSegment(id)
    sayDone(words.deleted)
    onClose()
  })
  const { form, problem } = useForm(saving.error, (sent) => saving.run(fieldText(sent, 'name')))
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={words.name} error={problem('name')}>
        {(control) => (
          <TextInput
            {...control}
            name="name"
            defaultValue={segment?.name}
            required
            maxLength={60}
          />
        )}
      </Field>
      <SegmentFields filter={filter} onChange={setFilter} problem={problem} />
      <SaveRow saving={{ error: saving.error ?? removing.error, isBusy: saving.isBusy }}>
        {segment && (
          <Button look="danger" disabled={removing.isBusy} onClick={() => removing.run(segment.id)}>
            {words.delete}
          </Button>
        )}
      </SaveRow>
    </form>
  )
}
