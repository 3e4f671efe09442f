import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>
  side?: 'top' | 'right' | 'bottom' | 'left'
  align?: 'start' | 'center' | 'end'
  children: ReactNode
}

export function Menu({ trigger, side = 'bottom', align = 'end', children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={4} className="z-50">
          <Base.Popup
            data-popup
            className="max-h-(--available-height) max-w-80 min-w-48 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-raised outline-none"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

const row =
  'flex min-h-8 items-center gap-2 rounded-md px-2 outline-none select-none data-highlighted:bg-sunken data-disabled:text-faint'

interface ItemProps {
  children: ReactNode
  onClick: () => void
  disabled?: boolean
  isDangerous?: boolean
}

export function MenuItem({ children, onClick, disabled = false, isDangerous = false }: ItemProps) {
  return (
    <Base.Item
      className={cx(row, isDangerous && 'text-danger')}
      onClick={onClick}
      disabled={disabled}
    >
      {children}
    </Base.Item>
  )
}

interface ChoiceProps<V extends string> {
  label: string
  value: V
  options: readonly { value: V; label: ReactNode }[]
  onChange: (value: V) => void
}

/** One of several, inside a menu. */
export function MenuChoice<V extends string>({ label, value, options, onChange }: ChoiceProps<V>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: V) => onChange(next)} aria-label={label}>
      <MenuHeading>{label}</MenuHeading>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} closeOnClick className={row}>
          <span className="w-4 shrink-0 text-accent-text">
            <Base.RadioItemIndicator>
              <Check size={14} aria-hidden />
            </Base.RadioItemIndicator>
          </span>
          {option.label}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}

const MenuHeading = ({ children }: { children: ReactNode }) => (
  <div aria-hidden className="px-2 pt-1.5 pb-0.5 text-xs text-faint">
    {children}
  </div>
)

export const MenuSeparator = () => <Base.Separator className="mx-1 my-1 h-px bg-line" />
