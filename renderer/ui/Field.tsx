import { type ReactNode, useId } from 'react'

interface Props {
  label: string
  /** Beside the label, in small: what is expected. */
  hint?: string | undefined
  error?: string | undefined
  children: (control: {
    id: string
    'aria-describedby'?: string
    'aria-invalid'?: true
  }) => ReactNode
}

/** A control with its label, and what is wrong with it below. */
export function Field({ label, hint, error, children }: Props) {
  const id = useId()
  const described = error
    ? { 'aria-describedby': `${id}-error`, 'aria-invalid': true as const }
    : {}
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint && <span className="text-xs text-faint">{hint}</span>}
      </div>
      {children({ id, ...described })}
      {error && (
        <p id={`${id}-error`} className="text-xs text-danger">
          {error}
        </p>
      )}
    </div>
  )
}
