import { useState } from 'react'
import { Switch } from '../../ui/Switch.tsx'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { Group } from '../settings/Group.tsx'
import { useLoad } from '../sync/useLoad.ts'
import { type AppSettings, type AppState, loadApp, type Refused, setApp, useApp } from './app.ts'
import { SpellingGroup } from './SpellingGroup.tsx'
import { ShortcutField } from './ShortcutField.tsx'
import { UpdatesGroup } from './UpdatesGroup.tsx'

/** How the desktop app behaves on this computer; what is set takes effect at once. */
export function ThisAppSection() {
  useLoad('this app', loadApp, { needsServer: false })
  const state = useApp((app) => app.state)
  if (!state) return null
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-4" data-scrolls>
      <div className="mx-auto max-w-2xl">
        <UpdatesGroup version={state.version} />
        <Behaviour settings={state.settings} can={state.can} isMac={state.system === 'macos'} />
      </div>
    </div>
  )
}

interface Props {
  settings: AppSettings
  can: AppState['can']
  isMac: boolean
}

function Behaviour({ settings, can, isMac }: Props) {
  const { desktop: words } = useWords()
  const [refused, setRefused] = useState<Refused>(null)
  const set = (part: Partial<AppSettings>) => attempt(async () => setRefused(await setApp(part)))
  return (
    <>
      <Group title={words.window}>
        {!isMac && (
          <Switch
            label={words.closeToTray}
            hint={can.tray ? words.closeToTrayHint : words.noTray}
            disabled={!can.tray}
            checked={can.tray && settings.closeToTray}
            onChange={(closeToTray) => set({ closeToTray })}
          />
        )}
        <Switch
          label={words.startAtLogin}
          hint={refused === 'login' ? words.loginRefused : loginHint(words, can.startAtLogin)}
          disabled={!can.startAtLogin}
          checked={settings.startAtLogin}
          onChange={(startAtLogin) => set({ startAtLogin })}
        />
      </Group>
      <AttentionGroup {...{ settings, isMac, refused, set }} />
      <SpellingGroup settings={settings} available={can.spellLanguages} set={set} />
    </>
  )
}

interface AttentionProps {
  settings: AppSettings
  isMac: boolean
  refused: Refused
  set: (part: Partial<AppSettings>) => void
}

function AttentionGroup({ settings, isMac, refused, set }: AttentionProps) {
  const { desktop: words } = useWords()
  return (
    <Group title={words.attention}>
      <Switch
        label={isMac ? words.bounce : words.flash}
        hint={words.flashHint}
        checked={settings.flash}
        onChange={(flash) => set({ flash })}
      />
      <ShortcutField
        value={settings.shortcut}
        error={refused === 'shortcut' ? words.shortcutTaken : undefined}
        onChange={(shortcut) => set({ shortcut })}
      />
    </Group>
  )
}

const loginHint = (words: { loginHint: string; loginNot: string }, isThere: boolean) =>
  isThere ? words.loginHint : words.loginNot
