import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'

interface Props {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>
  /** What it is, for those who do not see where it came from. */
  label: string
  align?: 'start' | 'center' | 'end'
  open?: boolean
  onOpenChange?: (open: boolean) => void
  children: ReactNode
}

/** Something to look at or to fill in beside the button that opened it. Escape and a click elsewhere close it. */
export function Popover({ trigger, label, align = 'start', open, onOpenChange, children }: Props) {
  return (
    <Base.Root
      {...(open !== undefined && { open })}
      {...(onOpenChange && { onOpenChange: (next: boolean) => onOpenChange(next) })}
    >
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup
            data-popup
            aria-label={label}
            className="max-h-(--available-height) w-80 max-w-(--available-width) overflow-y-auto rounded-lg border border-line bg-raised p-3 shadow-raised outline-none"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
