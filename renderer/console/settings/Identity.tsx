import { useState } from 'react'
import type { IdentitySecret } from '../../../server/contract/chat-settings.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { useWords } from '../../words/useWords.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { ask } from '../sync/api.ts'
import { useLoad } from '../sync/useLoad.ts'
import { Group } from './Group.tsx'
import { chatSettings } from './resources.ts'
import { Snippet } from './Snippet.tsx'

const makeSecret = () =>
  ask<IdentitySecret>({ method: 'POST', path: '/api/settings/webchat/identity-secret', body: {} })

/** The secret by which a site says who its visitors are: made here, shown once. */
export function Identity() {
  const { workspace: words } = useWords()
  const [secret, setSecret] = useState<string | null>(null)
  useLoad('settings identity', chatSettings.load)
  const hasSecret = chatSettings.use(({ saved }) => saved?.hasIdentitySecret ?? false)
  const standing = hasSecret ? words.hasSecret : words.noSecret
  const making = useAction(async () => {
    setSecret((await makeSecret()).secret)
    await chatSettings.load()
  })
  return (
    <Group title={words.identity} lead={words.identityLead}>
      {secret !== null && <Snippet text={secret} />}
      <p className="text-soft">{secret === null ? standing : words.secretOnce}</p>
      <MakeButton isReplacing={hasSecret} isBusy={making.isBusy} onMake={making.run} />
      <FormProblem error={making.error} />
    </Group>
  )
}

interface MakeProps {
  /** There is one already, which ends with the new one: that is asked first. */
  isReplacing: boolean
  isBusy: boolean
  onMake: () => void
}

function MakeButton({ isReplacing, isBusy, onMake }: MakeProps) {
  const { app, workspace: words } = useWords()
  const [isAsking, setAsking] = useState(false)
  const make = () => {
    setAsking(false)
    onMake()
  }
  return (
    <>
      <Button
        className="self-start"
        disabled={isBusy}
        onClick={isReplacing ? () => setAsking(true) : make}
      >
        {words.makeSecret}
      </Button>
      <DialogBox
        open={isAsking}
        onOpenChange={setAsking}
        title={words.replaceSecret}
        lead={words.replaceSecretLead}
        closeLabel={app.close}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>{app.cancel}</Button>
          <Button look="danger" onClick={make}>
            {words.makeSecret}
          </Button>
        </div>
      </DialogBox>
    </>
  )
}
