import { Checkbox } from '../../ui/Checkbox.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useLanguage } from '../../words/language.ts'
import { useWords } from '../../words/useWords.ts'
import { Group } from '../settings/Group.tsx'
import type { AppSettings } from './app.ts'

interface Props {
  settings: AppSettings
  /** None where the system recognizes the language by itself. */
  available: readonly string[]
  set: (part: Partial<AppSettings>) => void
}

/** Whether spelling is checked, and in which languages. */
export function SpellingGroup({ settings, available, set }: Props) {
  const { desktop: words } = useWords()
  const { spellCheck, spellLanguages } = settings
  const names = useNames(available)
  const toggle = (language: string, isOn: boolean) =>
    set({
      spellLanguages: isOn
        ? [...spellLanguages, language]
        : spellLanguages.filter((one) => one !== language),
    })
  return (
    <Group title={words.spelling}>
      <Switch
        label={words.spellCheck}
        hint={available.length === 0 ? words.spellsItself : words.spellCheckHint}
        checked={spellCheck}
        onChange={(isOn) => set({ spellCheck: isOn })}
      />
      {spellCheck && names.length > 0 && (
        <fieldset
          aria-label={words.spellLanguages}
          className="grid max-h-56 gap-1 overflow-y-auto rounded-md border border-line p-2 sm:grid-cols-2"
          data-scrolls
        >
          {names.map(([language, name]) => (
            <Checkbox
              key={language}
              label={name}
              checked={spellLanguages.includes(language)}
              onChange={(isOn) => toggle(language, isOn)}
            />
          ))}
        </fieldset>
      )}
    </Group>
  )
}

/** The languages by their names in the agent's own, in its order. */
function useNames(languages: readonly string[]) {
  const language = useLanguage((state) => state.language)
  const display = new Intl.DisplayNames([language], { type: 'language' })
  const { compare } = new Intl.Collator(language)
  return languages
    .map((one) => [one, display.of(one) ?? one] as const)
    .toSorted(([, a], [, b]) => compare(a, b))
}
