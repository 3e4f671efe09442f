import { useEffect, useEffectEvent, useState } from 'react'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'

const CALM_MS = 250

interface Props {
  value: string
  /** Called when typing has paused. */
  onChange: (text: string) => void
}

/** What the customer's name, address, phone or company must hold. */
export function TextField({ value, onChange }: Props) {
  const { filter: words } = useWords().triage
  const [text, setText] = useState(value)
  const say = (said: string) => said !== value && onChange(said)
  const later = useEffectEvent(say)
  useEffect(() => {
    const timer = setTimeout(() => later(text.trim()), CALM_MS)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <TextInput
      type="search"
      aria-label={words.text}
      placeholder={words.text}
      maxLength={200}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      // Whoever goes on, or sends the form, does not wait.
      onBlur={() => say(text.trim())}
      onKeyDown={(event) => event.key === 'Enter' && say(text.trim())}
    />
  )
}
