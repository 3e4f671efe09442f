import { type KeyboardEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { acceleratorOf, acceleratorText } from './accelerator.ts'

interface Props {
  value: string | null
  error: string | undefined
  onChange: (accelerator: string | null) => void
}

/** Takes the next key that is pressed in it. */
export function ShortcutField({ value, error, onChange }: Props) {
  const { desktop: words } = useWords()
  const [isListening, setIsListening] = useState(false)
  function press(event: KeyboardEvent) {
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    const accelerator = acceleratorOf(event.nativeEvent)
    if (accelerator !== null) onChange(accelerator)
  }
  const shown = value === null ? '' : acceleratorText(value)
  return (
    <Field label={words.shortcut} error={error}>
      {(control) => (
        <div className="flex flex-wrap items-center gap-2">
          <TextInput
            {...control}
            readOnly
            className="max-w-56"
            value={shown}
            placeholder={isListening ? words.pressKeys : words.noShortcut}
            onFocus={() => setIsListening(true)}
            onBlur={() => setIsListening(false)}
            onKeyDown={press}
          />
          {value !== null && <Button onClick={() => onChange(null)}>{words.removeShortcut}</Button>}
          <p className="basis-full text-xs text-faint">{words.shortcutHint}</p>
        </div>
      )}
    </Field>
  )
}
