import type { CallOutput } from '../../../electron/bridge/contract.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { desktop } from '../host/desktop.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { useAction } from '../shell/useAction.ts'

type Refusal = Extract<CallOutput<'profile.add'>, { added: false }>['why']

/** The shell did not go to the server, and says why. */
class Refused extends Error {
  override name = 'Refused'
  readonly why: Refusal

  constructor(why: Refusal) {
    super(why)
    this.why = why
  }
}

/** Goes to a server; the window is another one then. */
async function connect(url: string, name: string) {
  const answer = await desktop?.profile.add({ place: 'server', url, ...(name && { name }) })
  if (answer?.added === false) throw new Refused(answer.why)
}

/** Asks for the address of a server, and goes there once it has been checked. */
export function ServerForm() {
  const { servers, problem: problems } = useWords()
  const words = servers.server
  const connecting = useAction(connect)
  const { form, problem } = useForm(null, (sent) =>
    connecting.run(fieldText(sent, 'url'), fieldText(sent, 'name')),
  )
  const { error } = connecting
  const refusal = error instanceof Refused ? servers.why[error.why] : problems.unreachable
  return (
    <form {...form} className="flex flex-col gap-3">
      <Field label={words.address} error={problem('url') ?? (error ? refusal : undefined)}>
        {(control) => (
          <TextInput
            {...control}
            name="url"
            placeholder={words.example}
            required
            maxLength={2048}
          />
        )}
      </Field>
      <Field label={words.label} hint={words.labelHint}>
        {(control) => <TextInput {...control} name="name" maxLength={100} />}
      </Field>
      <Button type="submit" look="primary" disabled={connecting.isBusy}>
        {connecting.isBusy ? words.checking : words.connect}
      </Button>
    </form>
  )
}
