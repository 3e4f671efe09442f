import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { navigate } from '../shell/navigation.ts'
import { toCustomer } from '../shell/route.ts'
import { useAction } from '../shell/useAction.ts'
import { createCustomer, type CustomerFields } from './load.ts'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Adds somebody who has not written yet. */
export function CreateCustomer({ open, onOpenChange }: Props) {
  const { customers: words, app } = useWords()
  return (
    <DialogBox
      open={open}
      onOpenChange={onOpenChange}
      title={words.createTitle}
      closeLabel={app.close}
    >
      <CreateForm onDone={() => onOpenChange(false)} />
    </DialogBox>
  )
}

const fields = [
  { name: 'name', type: 'text', minLength: 2, maxLength: 100, required: true },
  { name: 'email', type: 'email', maxLength: 254, required: true },
  { name: 'phone', type: 'tel', maxLength: 20, required: false },
  { name: 'company', type: 'text', maxLength: 200, required: false },
] as const

function fieldsFrom(form: HTMLFormElement): CustomerFields {
  const filled = fields.map(({ name }) => [name, fieldText(form, name)] as const)
  return Object.fromEntries(filled.filter(([, text]) => text !== ''))
}

function CreateForm({ onDone }: { onDone: () => void }) {
  const { customers: words, customer, app } = useWords()
  const creating = useAction(async (body: CustomerFields) => {
    const { id } = await createCustomer(body)
    sayDone(words.created)
    onDone()
    navigate(toCustomer(id))
  })
  const { form, problem } = useForm(creating.error, (sent) => creating.run(fieldsFrom(sent)))
  return (
    <form {...form} className="flex flex-col gap-4">
      {fields.map(({ name, ...input }) => (
        <Field
          key={name}
          label={customer[name]}
          hint={input.required ? undefined : app.optional}
          error={problem(name)}
        >
          {(control) => (
            <TextInput {...control} {...input} name={name} autoFocus={name === 'name'} />
          )}
        </Field>
      ))}
      <FormProblem error={creating.error} />
      <Button type="submit" look="primary" className="self-end" disabled={creating.isBusy}>
        {words.createSubmit}
      </Button>
    </form>
  )
}
