import type { Appearance } from '../../../server/contract/chat-settings.ts'
import { useWords } from '../../words/useWords.ts'
import { AvatarField } from './AvatarField.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { ColorField } from './ColorField.tsx'
import { Group } from './Group.tsx'
import { NumberField } from './NumberField.tsx'
import { Preview } from './Preview.tsx'
import { chatSettings } from './resources.ts'
import { type Editing, SettingsForm } from './SettingsForm.tsx'
import { WordsField } from './WordsField.tsx'

interface Props {
  look: Appearance
  set: (part: Partial<Appearance>) => void
  problem: Editing<object>['problem']
}

/** How the chat looks on a site, with what it comes to beside it. */
export function AppearanceSection() {
  return (
    <SettingsForm name="appearance" resource={chatSettings}>
      {({ value, change, problem }) => {
        const look = value.appearance
        const set = (part: Partial<Appearance>) => change({ appearance: { ...look, ...part } })
        return (
          <div className="flex flex-wrap gap-8">
            <div className="min-w-0 flex-1 basis-88">
              <Looks {...{ look, set, problem }} />
              <Texts {...{ look, set, problem }} />
            </div>
            <Preview settings={value} screens={['thread', 'start', 'away', 'closed']} />
          </div>
        )
      }}
    </SettingsForm>
  )
}

function Looks({ look, set, problem }: Props) {
  const { workspace: words } = useWords()
  return (
    <Group title={words.looks}>
      <ColorField
        label={words.color}
        value={look.color}
        error={problem('appearance.color')}
        onChange={(color) => set({ color })}
      />
      <ChoiceField
        label={words.position}
        value={look.position}
        names={words.positions}
        onChange={(position) => set({ position })}
      />
      <NumberField
        label={words.offset}
        hint={words.offsetHint}
        value={look.offset}
        range={[0, 200]}
        error={problem('appearance.offset')}
        onChange={(offset) => set({ offset })}
      />
      <ChoiceField
        label={words.launcher}
        value={look.launcher}
        names={words.launchers}
        onChange={(launcher) => set({ launcher })}
      />
      <AvatarField value={look.avatar} onChange={(avatar) => set({ avatar })} />
    </Group>
  )
}

const texts = [
  { name: 'launcherText', label: 'launcherText', max: 40 },
  { name: 'title', label: 'chatTitle', max: 60 },
  { name: 'greeting', label: 'greeting', max: 300 },
] as const

function Texts({ look, set, problem }: Props) {
  const { workspace: words } = useWords()
  return (
    <Group title={words.texts} lead={words.textsLead}>
      {texts
        .filter(({ name }) => name !== 'launcherText' || look.launcher === 'label')
        .map(({ name, label, max }) => (
          <WordsField
            key={name}
            label={words[label]}
            value={look[name]}
            maxLength={max}
            error={problem(`appearance.${name}`)}
            onChange={(value) => set({ [name]: value })}
          />
        ))}
    </Group>
  )
}
