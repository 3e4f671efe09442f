interface FieldProps {
  id: 'name' | 'email'
  label: string
  autocomplete: 'name' | 'email'
  value: string
  error: string | undefined
  startHere?: boolean
  onInput: (value: string) => void
}

/** A labelled line of text with its error beside it. */
export function Field({ id, label, autocomplete, value, error, startHere, onInput }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={id}
        type="text"
        inputMode={id === 'email' ? 'email' : 'text'}
        autocapitalize={id === 'email' ? 'none' : 'words'}
        spellcheck={false}
        autocomplete={autocomplete}
        dir="auto"
        required
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        data-start-here={startHere}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
      {error !== undefined && (
        <p class="problem" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
