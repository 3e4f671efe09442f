import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { Agent } from '../../../server/contract/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { navigate } from '../shell/navigation.ts'
import { toSettings } from '../shell/route.ts'
import { useAction } from '../shell/useAction.ts'
import { updateAccount } from './load.ts'

/** Sets a colleague's password; one's own is changed in the settings, where the old one is asked for. */
export function PasswordButton({ agent }: { agent: Agent }) {
  const { passwords: words, app } = useWords()
  const me = useMe()
  const [isSetting, setSetting] = useState(false)
  if (agent.id === me.id)
    return (
      <IconButton
        icon={KeyRound}
        label={words.toOwn}
        onClick={() => navigate(toSettings('password'))}
      />
    )
  return (
    <>
      <IconButton
        icon={KeyRound}
        label={words.setOne(agent.name)}
        onClick={() => setSetting(true)}
      />
      <DialogBox
        open={isSetting}
        onOpenChange={setSetting}
        title={words.setTitle(agent.name)}
        lead={words.setLead}
        closeLabel={app.close}
      >
        <PasswordForm agent={agent} onDone={() => setSetting(false)} />
      </DialogBox>
    </>
  )
}

function PasswordForm({ agent: { id, name }, onDone }: { agent: Agent; onDone: () => void }) {
  const { passwords: words, app } = useWords()
  const setting = useAction(async (password: string) => {
    await updateAccount(id, { password })
    sayDone(words.setDone(name))
    onDone()
  })
  const { form, problem } = useForm(setting.error, (sent) =>
    setting.run(fieldText(sent, 'password', { verbatim: true })),
  )
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={words.next} hint={words.hint} error={problem('password')}>
        {/* Read by whoever tells it on, and not for their browser to keep. */}
        {(control) => (
          <TextInput
            {...control}
            name="password"
            autoComplete="off"
            spellCheck={false}
            minLength={8}
            maxLength={200}
            required
            autoFocus
          />
        )}
      </Field>
      <FormProblem error={setting.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{app.cancel}</Button>
        <Button type="submit" look="primary" disabled={setting.isBusy}>
          {words.set}
        </Button>
      </div>
    </form>
  )
}
