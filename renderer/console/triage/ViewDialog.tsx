import { useState } from 'react'
import { atLeast } from '../../../server/contract/identity.ts'
import type { InboxFilter } from '../../../server/contract/inbox.ts'
import type { SavedView } from '../../../server/contract/views.ts'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { SaveRow } from '../shell/SaveRow.tsx'
import { savedListing } from '../shell/listing.ts'
import { navigate } from '../shell/navigation.ts'
import { toInbox } from '../shell/route.ts'
import { useAction } from '../shell/useAction.ts'
import { FilterFields, type Said } from './FilterFields.tsx'
import { saveView } from './saved-views.ts'

interface Props {
  /** Null makes a new one. */
  view: SavedView | null
  filter: InboxFilter
  onClose: () => void
}

/** Gives a filter a name, and says who sees it. */
export function ViewDialog(props: Props) {
  const { app, triage } = useWords()
  const { view, onClose } = props
  const title = view ? triage.views.editTitle(view.name) : triage.views.create
  return (
    <DialogBox open onOpenChange={onClose} title={title} closeLabel={app.close}>
      <ViewForm {...props} />
    </DialogBox>
  )
}

const filterFrom = (said: Said): InboxFilter =>
  Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== undefined),
  ) as unknown as InboxFilter

function ViewForm({ view, filter, onClose }: Props) {
  const { triage } = useWords()
  const { views: words } = triage
  const [said, setSaid] = useState<Said>(filter)
  const [isShared, setShared] = useState(view?.isShared ?? false)
  const mayShare = atLeast(useMe().role, 'supervisor')
  const saving = useAction(async (name: string) => {
    const saved = await saveView(view?.id ?? null, { name, isShared, filter: filterFrom(said) })
    sayDone(words.saved(name))
    onClose()
    navigate(toInbox(savedListing(saved.id)))
  })
  const { form, problem } = useForm(saving.error, (sent) => saving.run(fieldText(sent, 'name')))
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={words.name} error={problem('name')}>
        {(control) => (
          <TextInput {...control} name="name" defaultValue={view?.name} required maxLength={60} />
        )}
      </Field>
      <FilterFields
        said={said}
        onChange={(part) => setSaid((before) => ({ ...before, ...part }))}
      />
      {mayShare && (
        <Switch
          label={words.share}
          hint={words.shareHint}
          checked={isShared}
          onChange={setShared}
        />
      )}
      <SaveRow saving={saving} />
    </form>
  )
}
