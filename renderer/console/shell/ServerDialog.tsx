import { create } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { desktop } from '../host/desktop.ts'
import { serverUrl } from '../host/server-url.ts'
import { fieldText, useForm } from './form.ts'
import { useAction } from './useAction.ts'

const useDialog = create<{ isOpen: boolean }>()(() => ({ isOpen: false }))

export const openServerDialog = () => useDialog.setState({ isOpen: true })
const close = () => useDialog.setState({ isOpen: false })

class NoAddress extends Error {
  override name = 'NoAddress'
}

/** Where the desktop app finds its server. In a browser the page comes from there, so there is nothing to set. */
export function ServerDialog() {
  const { server: words, app } = useWords()
  const isOpen = useDialog((state) => state.isOpen)
  const setting = useAction(async (url: string) => {
    // A changed address loads this page anew, so there is nothing to do here then.
    const answer = await desktop?.server.set({ url })
    if (answer?.changed === false && answer.why === 'invalid_address') throw new NoAddress()
    close()
  })
  const { form, problem } = useForm(null, (sent) => setting.run(fieldText(sent, 'url')))
  if (!desktop) return null
  return (
    <DialogBox
      open={isOpen}
      onOpenChange={close}
      title={words.title}
      lead={words.lead}
      closeLabel={app.close}
    >
      <form {...form} className="flex flex-col gap-4">
        <Field
          label={words.address}
          error={problem('url') ?? (setting.error ? words.invalid : undefined)}
        >
          {(control) => (
            <TextInput {...control} name="url" defaultValue={serverUrl()} required autoFocus />
          )}
        </Field>
        <Button type="submit" look="primary" className="self-end" disabled={setting.isBusy}>
          {app.save}
        </Button>
      </form>
    </DialogBox>
  )
}
