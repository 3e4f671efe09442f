import { useId } from 'react'
import { TextInput } from '../../ui/TextInput.tsx'
import { LANGUAGES, type Language } from '../../words/language.ts'
import { useWords } from '../../words/useWords.ts'

interface Props {
  label: string
  value: Record<Language, string>
  /** What stands there when it is left empty. */
  placeholder?: Record<Language, string>
  maxLength: number
  onChange: (value: Record<Language, string>) => void
  error?: string | undefined
}

/** One text in each language of the chat. */
export function WordsField({ label, value, placeholder, maxLength, onChange, error }: Props) {
  const { app } = useWords()
  const errorId = useId()
  const wrong = error && { 'aria-invalid': true, 'aria-describedby': errorId }
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="pb-1 font-medium">{label}</legend>
      {LANGUAGES.map((language) => (
        <label key={language} className="flex items-center gap-2">
          <span className="w-20 shrink-0 text-xs text-faint">{app.languageName[language]}</span>
          <TextInput
            {...wrong}
            aria-label={`${label}, ${app.languageName[language]}`}
            value={value[language]}
            placeholder={placeholder?.[language]}
            maxLength={maxLength}
            lang={language}
            onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
          />
        </label>
      ))}
      {error && (
        <p id={errorId} className="text-xs text-danger">
          {error}
        </p>
      )}
    </fieldset>
  )
}
