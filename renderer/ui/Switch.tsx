import { Switch as Base } from '@base-ui/react/switch'
import { useId } from 'react'

interface Props {
  label: string
  /** What it does, below the label. */
  hint?: string | undefined
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
}

/** Something that is on or off, with its label at the left. */
export function Switch({ label, hint, checked, onChange, disabled = false }: Props) {
  const id = useId()
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <label id={id} htmlFor={`${id}-switch`} className="font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-xs text-faint">
            {hint}
          </p>
        )}
      </div>
      <Base.Root
        id={`${id}-switch`}
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onChange(next)}
        className="mt-0.5 flex h-5 w-9 shrink-0 items-center rounded-full bg-edge p-0.5 data-checked:bg-accent data-disabled:opacity-50"
      >
        <Base.Thumb className="size-4 rounded-full bg-surface transition-transform duration-100 data-checked:translate-x-4 motion-reduce:transition-none" />
      </Base.Root>
    </div>
  )
}
