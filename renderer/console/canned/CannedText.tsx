import { useRef } from 'react'
import { filled, firstNameOf, PLACEHOLDERS, type Values } from '../../text/placeholders.ts'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { typeAtCaret } from '../composing/field.ts'
import { MessageText } from '../inbox/MessageText.tsx'
import { useMe } from '../shell/account.ts'

interface Props {
  text: string
  error: string | undefined
  onChange: (text: string) => void
}

/** The text of a canned reply, what can be filled into it, and how it will look. */
export function CannedText({ text, error, onChange }: Props) {
  const { canned: words } = useWords()
  const field = useRef<HTMLTextAreaElement>(null)
  const example = useExample()
  return (
    <>
      <Field label={words.text} hint={words.textHint} error={error}>
        {(control) => (
          <TextArea
            {...control}
            ref={field}
            name="text"
            rows={5}
            dir="auto"
            maxLength={10_000}
            required
            value={text}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        )}
      </Field>
      <Placeholders onPick={(name) => field.current && typeAtCaret(field.current, name)} />
      <section aria-label={words.preview} className="flex flex-col gap-1">
        <h3 className="text-xs text-faint">{words.preview}</h3>
        <div className="max-h-40 min-h-9 overflow-y-auto rounded-lg bg-accent-soft px-3 py-1.5">
          <MessageText text={filled(text, example)} isOurs />
        </div>
      </section>
    </>
  )
}

function useExample(): Values {
  const { canned: words } = useWords()
  const me = useMe()
  return {
    'customer.name': words.example.name,
    'customer.firstName': firstNameOf(words.example.name),
    'customer.email': words.example.email,
    'customer.company': words.example.company,
    'agent.name': me.name,
    'agent.firstName': firstNameOf(me.name),
    'ticket.number': words.example.ticket,
  }
}

function Placeholders({ onPick }: { onPick: (placeholder: string) => void }) {
  const { canned: words } = useWords()
  return (
    <div role="group" aria-label={words.placeholders} className="flex flex-col gap-1.5">
      <p className="text-xs text-faint">{words.placeholdersHint}</p>
      <div className="flex flex-wrap gap-1">
        {PLACEHOLDERS.map((name) => (
          <button
            key={name}
            type="button"
            title={words.stands[name]}
            onClick={() => onPick(`{{${name}}}`)}
            className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-xs hover:bg-line"
          >
            {`{{${name}}}`}
          </button>
        ))}
      </div>
    </div>
  )
}
