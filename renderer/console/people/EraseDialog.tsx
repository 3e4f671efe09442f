import { useState } from 'react'
import type { Customer } from '../../../server/contract/customers.ts'
import type { ErasurePreview } from '../../../server/contract/privacy.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { folded } from '../../../server/contract/text.ts'
import { useWords } from '../../words/useWords.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { FormProblem } from '../shell/FormProblem.tsx'
import { navigate } from '../shell/navigation.ts'
import { toCustomer } from '../shell/route.ts'
import { useAction } from '../shell/useAction.ts'
import { useLoad } from '../sync/useLoad.ts'
import { KeptList } from './KeptList.tsx'
import { erase, previewErasure } from './privacy.ts'

interface Props {
  customer: Customer
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Says all that would go, and erases a person once their name or address has been typed. */
export function EraseDialog({ customer, open, onOpenChange }: Props) {
  const { people, app } = useWords()
  return (
    <DialogBox
      open={open}
      onOpenChange={onOpenChange}
      title={people.privacy.title(customer.name)}
      lead={people.privacy.lead}
      closeLabel={app.close}
    >
      <Form id={customer.id} onDone={() => onOpenChange(false)} />
    </DialogBox>
  )
}

function Form({ id, onDone }: { id: string; onDone: () => void }) {
  const { app } = useWords()
  const [preview, setPreview] = useState<ErasurePreview | null>(null)
  const load = useLoad(`erase ${id}`, async () => setPreview(await previewErasure(id)))
  if (load.error || !preview)
    return <Arriving load={load} skeleton={<PageSkeleton label={app.loading} />} />
  return <Confirmation id={id} preview={preview} onDone={onDone} />
}

interface ConfirmationProps {
  id: string
  preview: ErasurePreview
  onDone: () => void
}

function Confirmation({ id, preview, onDone }: ConfirmationProps) {
  const { people } = useWords()
  const [typed, setTyped] = useState('')
  const isConfirmed = preview.confirmBy.some((name) => folded(name) === folded(typed.trim()))
  const erasing = useAction(async () => {
    await erase(id, typed.trim())
    sayDone(people.privacy.begun)
    onDone()
    navigate(toCustomer(null), { replace: true })
  })
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (isConfirmed) erasing.run()
      }}
    >
      <KeptList kept={preview.kept} />
      <p className="text-soft">{people.privacy.crisp}</p>
      <Field label={people.privacy.confirm}>
        {(control) => (
          <TextInput
            {...control}
            value={typed}
            autoComplete="off"
            maxLength={300}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <FormProblem error={erasing.error} />
      <Buttons isReady={isConfirmed && !erasing.isBusy} onCancel={onDone} />
    </form>
  )
}

function Buttons({ isReady, onCancel }: { isReady: boolean; onCancel: () => void }) {
  const { people, app } = useWords()
  return (
    <div className="flex justify-end gap-2">
      <Button onClick={onCancel}>{app.cancel}</Button>
      <Button type="submit" look="danger" disabled={!isReady}>
        {people.privacy.submit}
      </Button>
    </div>
  )
}
