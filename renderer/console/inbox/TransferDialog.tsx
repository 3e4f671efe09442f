import { useState } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { newId } from '../../text/ids.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { transfer } from '../sync/command.ts'
import { useDestinations } from './destinations.tsx'

interface Props {
  conversation: Conversation
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Hands the conversation to a colleague or a team, with a word for whoever takes it. */
export function TransferDialog({ conversation, open, onOpenChange }: Props) {
  const { transfer: words, app } = useWords()
  return (
    <DialogBox open={open} onOpenChange={onOpenChange} title={words.title} closeLabel={app.close}>
      <TransferForm conversation={conversation} onDone={() => onOpenChange(false)} />
    </DialogBox>
  )
}

interface FormProps {
  conversation: Conversation
  onDone: () => void
}

function useTransfer({ conversation, onDone }: FormProps) {
  const { transfer: words } = useWords()
  // Made once: what is sent again because no answer came is the same transfer.
  const [clientMessageId] = useState(newId)
  return useAction(
    async (label: string, to: { agentId: string | null; teamId: string | null }, note: string) => {
      await transfer(conversation.id, { ...to, note, clientMessageId })
      sayDone(words.done(label))
      onDone()
    },
  )
}

const NOWHERE = ''

function TransferForm(props: FormProps) {
  const { transfer: words } = useWords()
  const destinations = useDestinations(props.conversation)
  const [chosen, setChosen] = useState(NOWHERE)
  const transferring = useTransfer(props)
  const destination = destinations.find(({ value }) => value === chosen)
  const { form } = useForm(transferring.error, (sent) => {
    if (destination) transferring.run(destination.label, destination.to, fieldText(sent, 'note'))
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <span aria-hidden className="font-medium">
          {words.to}
        </span>
        <Choice
          label={words.to}
          value={chosen}
          options={[{ value: NOWHERE, label: words.choose }, ...destinations]}
          onChange={setChosen}
        />
      </div>
      <Field label={words.note}>
        {(control) => <TextArea {...control} name="note" maxLength={10_000} dir="auto" />}
      </Field>
      <FormProblem error={transferring.error} />
      <Button
        type="submit"
        look="primary"
        className="self-end"
        disabled={!destination || transferring.isBusy}
      >
        {words.submit}
      </Button>
    </form>
  )
}
