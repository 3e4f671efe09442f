import { Popover as Base } from '@base-ui/react/popover'
import { Fragment, type ReactElement, type ReactNode, useState } from 'react'
import { useOpening } from './useOpening.ts'

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
  const [isOpenByItself, setOpen] = useState(false)
  const isOpen = open ?? isOpenByItself
  const { key, popup } = useOpening(isOpen)
  function change(next: boolean) {
    setOpen(next)
    onOpenChange?.(next)
  }
  return (
    <Base.Root open={isOpen} onOpenChange={change}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup
            ref={popup}
            data-popup
            aria-label={label}
            className="max-h-(--available-height) w-80 max-w-(--available-width) overflow-y-auto rounded-lg border border-line bg-raised p-3 shadow-raised outline-none"
          >
            <Fragment key={key}>{children}</Fragment>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
