import { Combobox as Base } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown } from 'lucide-react'
import { match } from '../text/match.ts'
import type { Option } from './Choice.tsx'

interface Props<V extends string> {
  label: string
  value: V | null
  options: readonly Option<V>[]
  onChange: (value: V) => void
  /** Stands in the empty field. */
  hint: string
  /** Said when nothing answers what is typed. */
  nothing: string
  disabled?: boolean
}

/** One of many, found by typing. Case and diacritics do not matter. */
export function Combobox<V extends string>(props: Props<V>) {
  const { label, value, options, onChange, hint, nothing, disabled = false } = props
  const chosen = options.find((option) => option.value === value) ?? null
  return (
    <Base.Root<Option<V>>
      items={options}
      value={chosen}
      disabled={disabled}
      autoHighlight
      filter={(option: Option<V>, query) => match(query, option.label) > 0 || query.trim() === ''}
      onValueChange={(next) => next && onChange(next.value)}
    >
      <div className="relative">
        <Base.Input
          aria-label={label}
          placeholder={hint}
          className="h-8 w-full rounded-md border border-edge/60 bg-surface pr-8 pl-2.5 text-ink hover:border-edge focus-visible:border-accent data-disabled:bg-sunken data-disabled:text-faint"
        />
        <Base.Trigger
          aria-label={label}
          className="absolute top-0 right-0 flex h-8 w-8 items-center justify-center text-faint"
        >
          <ChevronsUpDown size={14} aria-hidden />
        </Base.Trigger>
      </div>
      <Options nothing={nothing} />
    </Base.Root>
  )
}

function Options({ nothing }: { nothing: string }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} collisionPadding={8} className="z-50">
        <Base.Popup
          data-popup
          className="max-h-[min(20rem,var(--available-height))] max-w-(--available-width) min-w-(--anchor-width) overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-raised outline-none"
        >
          <Base.Empty>
            <span className="block px-2 py-1.5 text-faint">{nothing}</span>
          </Base.Empty>
          <Base.List className="data-empty:hidden">
            {(option: Option<string>) => (
              <Base.Item
                key={option.value}
                value={option}
                className="flex min-h-8 items-center gap-2 rounded-md pr-3 pl-2 outline-none select-none data-highlighted:bg-sunken"
              >
                <span className="w-4 shrink-0 text-accent-text">
                  <Base.ItemIndicator>
                    <Check size={14} aria-hidden />
                  </Base.ItemIndicator>
                </span>
                {option.mark}
                <span className="min-w-0 truncate">{option.label}</span>
                {option.note}
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}
