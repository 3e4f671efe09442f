import type { ChatSettings } from '../../../server/contract/chat-settings.ts'
import { Field } from '../../ui/Field.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextArea } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { Group } from './Group.tsx'
import { NumberField } from './NumberField.tsx'
import { chatSettings } from './resources.ts'
import { type Editing, SettingsForm } from './SettingsForm.tsx'

/** What visitors may send, how much, and what they are asked afterwards. */
export function ChatSection() {
  return (
    <SettingsForm name="chat" resource={chatSettings}>
      {(editing) => (
        <div className="mx-auto max-w-2xl">
          <Files {...editing} />
          <Limits {...editing} />
          <Rating {...editing} />
        </div>
      )}
    </SettingsForm>
  )
}

function Files({ value, change, problem }: Editing<ChatSettings>) {
  const { workspace: words } = useWords()
  const { files } = value
  const set = (part: Partial<ChatSettings['files']>) => change({ files: { ...files, ...part } })
  return (
    <Group title={words.files}>
      <Switch
        label={words.filesAllowed}
        checked={files.isAllowed}
        onChange={(isAllowed) => set({ isAllowed })}
      />
      <NumberField
        label={words.fileSize}
        value={files.maxMegabytes}
        range={[1, 25]}
        error={problem('files.maxMegabytes')}
        onChange={(maxMegabytes) => set({ maxMegabytes })}
      />
      <Field label={words.fileTypes} hint={words.onePerLine} error={problem('files.types')}>
        {(control) => (
          <TextArea
            {...control}
            defaultValue={files.types.join('\n')}
            spellCheck={false}
            onChange={({ currentTarget }) =>
              set({ types: currentTarget.value.split(/\s+/).filter(Boolean) })
            }
          />
        )}
      </Field>
    </Group>
  )
}

function Limits({ value, change, problem }: Editing<ChatSettings>) {
  const { workspace: words } = useWords()
  const { limits } = value
  const set = (part: Partial<ChatSettings['limits']>) => change({ limits: { ...limits, ...part } })
  return (
    <Group title={words.limits} lead={words.limitsLead}>
      <NumberField
        label={words.messagesPerMinute}
        value={limits.messagesPerMinute}
        range={[5, 600]}
        error={problem('limits.messagesPerMinute')}
        onChange={(messagesPerMinute) => set({ messagesPerMinute })}
      />
      <NumberField
        label={words.chatsPerHour}
        value={limits.chatsPerHour}
        range={[1, 1000]}
        error={problem('limits.chatsPerHour')}
        onChange={(chatsPerHour) => set({ chatsPerHour })}
      />
    </Group>
  )
}

function Rating({ value, change }: Editing<ChatSettings>) {
  const { workspace: words } = useWords()
  return (
    <Group title={words.rating}>
      <Switch
        label={words.asksRating}
        hint={words.asksRatingHint}
        checked={value.asksRating}
        onChange={(asksRating) => change({ asksRating })}
      />
    </Group>
  )
}
