import { Select } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export interface Option<V extends string> {
  value: V
  label: string
  /** A picture before the label. */
  mark?: ReactNode
  /** In small, after the label. */
  note?: ReactNode
}

interface Props<V extends string> {
  label: string
  value: V
  options: readonly Option<V>[]
  onChange: (value: V) => void
  disabled?: boolean
  className?: string | undefined
}

/** One of several, from a drop-down. */
export function Choice<V extends string>(props: Props<V>) {
  const { label, value, options, onChange, disabled = false, className } = props
  return (
    <Select.Root
      items={options}
      value={value}
      disabled={disabled}
      onValueChange={(next) => next !== null && onChange(next)}
    >
      <Select.Trigger
        aria-label={label}
        className={cx(
          'inline-flex h-8 min-w-0 items-center justify-between gap-1.5 rounded-md border border-line bg-surface px-2 text-left hover:bg-sunken data-disabled:text-faint',
          className,
        )}
      >
        <Select.Value className="min-w-0">
          {(chosen: V) => <Chosen options={options} value={chosen} />}
        </Select.Value>
        <Select.Icon className="text-faint">
          <ChevronDown size={14} aria-hidden />
        </Select.Icon>
      </Select.Trigger>
      <Options options={options} />
    </Select.Root>
  )
}

function Chosen<V extends string>({ options, value }: { options: readonly Option<V>[]; value: V }) {
  const option = options.find((one) => one.value === value)
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      {option?.mark}
      <span className="truncate">{option?.label ?? value}</span>
      {option?.note}
    </span>
  )
}

function Options<V extends string>({ options }: { options: readonly Option<V>[] }) {
  return (
    <Select.Portal>
      <Select.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
        <Select.Popup
          data-popup
          className="max-h-80 max-w-[min(28rem,var(--available-width))] min-w-(--anchor-width) overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-raised outline-none"
        >
          {options.map((option) => (
            <Select.Item
              key={option.value}
              value={option.value}
              className="flex h-8 items-center gap-2 rounded-md pr-3 pl-2 outline-none select-none data-highlighted:bg-sunken"
            >
              <span className="w-4 text-accent-text">
                <Select.ItemIndicator>
                  <Check size={14} aria-hidden />
                </Select.ItemIndicator>
              </span>
              {option.mark}
              <Select.ItemText className="min-w-0 truncate">{option.label}</Select.ItemText>
              {option.note}
            </Select.Item>
          ))}
        </Select.Popup>
      </Select.Positioner>
    </Select.Portal>
  )
}
