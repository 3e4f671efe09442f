import { Volume2 } from 'lucide-react'
import {
  type Channels,
  type NotificationPreferences,
  type PreferredKind,
  Sound,
} from '../../../server/contract/notifications.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { useWords } from '../../words/useWords.ts'
import { play } from '../host/sound.ts'
import { preferences } from '../notifications/preferences.ts'
import { useMe } from '../shell/account.ts'
import { toSettings } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { Group } from './Group.tsx'
import { NotificationPermission } from './NotificationPermission.tsx'
import { QuietHoursGroup } from './QuietHoursGroup.tsx'
import { type Editing, SettingsForm } from './SettingsForm.tsx'

export type PreferenceEditing = Editing<NotificationPreferences>

/** What an agent wants to be told, and how. */
export function NotificationsSection() {
  const { notifications: words } = useWords()
  return (
    <SettingsForm name="notifications" resource={preferences} savedWords={words.saved}>
      {(editing) => (
        <div className="mx-auto max-w-2xl">
          <NotificationPermission />
          <Kinds {...editing} />
          <SoundGroup {...editing} />
          <QuietHoursGroup {...editing} />
          <p className="py-5">
            <RouteLink to={toSettings('notificationTest')} className="text-accent-text underline">
              {words.test.title}
            </RouteLink>
          </p>
        </div>
      )}
    </SettingsForm>
  )
}

const CHANNELS = ['inApp', 'desktop', 'sound'] as const

function Kinds({ value, change }: PreferenceEditing) {
  const { notifications: words } = useWords()
  const isAdmin = useMe().role === 'admin'
  const all = Object.keys(value.kinds) as PreferredKind[]
  const shown = all.filter((kind) => kind !== 'system' || isAdmin)
  const set = (kind: PreferredKind, channels: Channels) =>
    change({ kinds: { ...value.kinds, [kind]: channels } })
  return (
    <Group title={words.kinds.title} lead={words.kinds.lead}>
      <table className="w-full border-collapse text-left">
        <thead>
          <tr className="border-b border-line text-xs text-faint">
            <th scope="col">{words.kinds.kind}</th>
            {CHANNELS.map((channel) => (
              <th key={channel} scope="col" className="w-18 px-1 py-1 text-center font-medium">
                {words.kinds[channel]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((kind) => (
            <KindRow
              key={kind}
              name={words.kinds.names[kind]}
              channels={value.kinds[kind]}
              onChange={(channels) => set(kind, channels)}
            />
          ))}
        </tbody>
      </table>
    </Group>
  )
}

interface RowProps {
  name: string
  channels: Channels
  onChange: (channels: Channels) => void
}

function KindRow({ name, channels, onChange }: RowProps) {
  const { notifications: words } = useWords()
  return (
    <tr className="border-b border-line last:border-0">
      <th scope="row" className="py-2 pr-2 font-normal">
        {name}
      </th>
      {CHANNELS.map((channel) => (
        <td key={channel} className="text-center">
          <input
            type="checkbox"
            aria-label={words.kinds.of(name, words.kinds[channel])}
            checked={channels[channel]}
            onChange={(event) => onChange({ ...channels, [channel]: event.currentTarget.checked })}
            className="size-4 accent-(--accent)"
          />
        </td>
      ))}
    </tr>
  )
}

function SoundGroup({ value, change }: PreferenceEditing) {
  const { notifications: words } = useWords()
  const { sound, volume } = value
  const names = Object.fromEntries(Sound.options.map((one) => [one, words.sound.names[one]]))
  return (
    <Group title={words.sound.title}>
      <div className="flex flex-wrap items-end gap-4">
        <ChoiceField
          label={words.sound.which}
          value={sound}
          names={names as Record<Sound, string>}
          onChange={(next) => change({ sound: next })}
        />
        <Field label={words.sound.volume}>
          {(control) => (
            <input
              {...control}
              type="range"
              min={0}
              max={100}
              step={5}
              value={volume}
              onChange={(event) => change({ volume: event.currentTarget.valueAsNumber })}
              className="h-8 w-44 accent-(--accent)"
            />
          )}
        </Field>
        <Button onClick={() => void play(sound, volume, false)}>
          <Volume2 size={14} aria-hidden /> {words.sound.listen}
        </Button>
      </div>
    </Group>
  )
}
