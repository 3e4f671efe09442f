import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import { type ReactNode, useId } from 'react'

interface Props {
  /** What is chosen by it; `isBare` shows it to screen readers only. */
  label: string
  isBare?: boolean
  /** Some of what it stands for is chosen, and some is not. */
  isMixed?: boolean
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
  /** A picture before the label. */
  mark?: ReactNode
}

/** Something that is chosen or not, alone or among others. */
export function Checkbox(props: Props) {
  const {
    label,
    isBare = false,
    isMixed = false,
    checked,
    onChange,
    disabled = false,
    mark,
  } = props
  const id = useId()
  const Icon = isMixed ? Minus : Check
  return (
    <span className="inline-flex min-h-6 min-w-0 items-center gap-2">
      <Base.Root
        id={id}
        {...(isBare && { 'aria-label': label })}
        checked={checked}
        indeterminate={isMixed}
        disabled={disabled}
        onCheckedChange={(next) => onChange(next)}
        className="flex size-4 shrink-0 items-center justify-center rounded-sm border border-edge bg-surface text-on-accent after:absolute after:size-6 data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50 data-indeterminate:border-accent data-indeterminate:bg-accent"
      >
        <Base.Indicator className="flex">
          <Icon size={12} strokeWidth={3} aria-hidden />
        </Base.Indicator>
      </Base.Root>
      {!isBare && (
        <label htmlFor={id} className="flex min-w-0 items-center gap-2">
          {mark}
          <span className="min-w-0 truncate">{label}</span>
        </label>
      )}
    </span>
  )
}
