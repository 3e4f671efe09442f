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
  const { app, workspace: words } = useWords()
  const [secret, setSecret] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  useLoad('settings identity', chatSettings.load)
  const hasSecret = chatSettings.use(({ saved }) => saved?.hasIdentitySecret ?? false)
  const making = useAction(async () => {
    setSecret((await makeSecret()).secret)
    setAsking(false)
    await chatSettings.load()
  })
  const make = (
    <Button look="primary" disabled={making.isBusy} onClick={() => making.run()}>
      {words.makeSecret}
    </Button>
  )
  return (
    <Group title={words.identity} lead={words.identityLead}>
      {secret !== null && <Snippet text={secret} />}
      <p className="text-soft">
        {secret !== null ? words.secretOnce : hasSecret ? words.hasSecret : words.noSecret}
      </p>
      <div>
        {hasSecret ? <Button onClick={() => setAsking(true)}>{words.makeSecret}</Button> : make}
      </div>
      <FormProblem error={making.error} />
      <DialogBox
        open={isAsking}
        onOpenChange={setAsking}
        title={words.replaceSecret}
        lead={words.replaceSecretLead}
        closeLabel={app.close}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>{app.cancel}</Button>
          {make}
        </div>
      </DialogBox>
    </Group>
  )
}
