import type { Settings } from '../../../server/contract/settings.ts'
import { Field } from '../../ui/Field.tsx'
import { TextArea, TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { serverUrl } from '../host/server-url.ts'
import { Group } from './Group.tsx'
import { Identity } from './Identity.tsx'
import { workspaceSettings } from './resources.ts'
import { type Editing, SettingsForm } from './SettingsForm.tsx'
import { Snippet } from './Snippet.tsx'

/** The workspace's name, where its chat may stand, and how a site says who its visitors are. */
export function SiteSection() {
  return (
    <SettingsForm name="sites" resource={workspaceSettings}>
      {(editing) => (
        <div className="mx-auto max-w-2xl">
          <Name {...editing} />
          <Sites {...editing} />
          <Identity />
        </div>
      )}
    </SettingsForm>
  )
}

function Name({ value, change, problem }: Editing<Settings>) {
  const { workspace: words } = useWords()
  return (
    <Group title={words.workspace}>
      <Field label={words.workspaceName} error={problem('workspaceName')}>
        {(control) => (
          <TextInput
            {...control}
            value={value.workspaceName}
            maxLength={100}
            required
            onChange={(event) => change({ workspaceName: event.currentTarget.value })}
          />
        )}
      </Field>
    </Group>
  )
}

function Sites({ value, change, problem }: Editing<Settings>) {
  const { workspace: words } = useWords()
  const address = serverUrl() || location.origin
  return (
    <Group title={words.sites} lead={words.sitesLead}>
      <Snippet text={`<script async src="${address}/widget.js"></script>`} />
      <Field
        label={words.allowedSites}
        hint={words.allowedSitesHint}
        error={problem('chatOrigins')}
      >
        {(control) => (
          <TextArea
            {...control}
            defaultValue={value.chatOrigins.join('\n')}
            spellCheck={false}
            onChange={({ currentTarget }) =>
              change({ chatOrigins: currentTarget.value.split(/\s+/).filter(Boolean) })
            }
          />
        )}
      </Field>
    </Group>
  )
}
