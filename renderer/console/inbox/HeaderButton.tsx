import type { LucideIcon } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'

interface Props {
  icon: LucideIcon
  label: string
  onClick: () => void
}

/** A button over a thread; where there is little room its picture alone, so that the customer's name can be read. */
export function HeaderButton({ icon: Icon, label, onClick }: Props) {
  return (
    <Tooltip text={label}>
      <Button aria-label={label} onClick={onClick} className="@max-4xl/header:px-2">
        <Icon size={14} aria-hidden />
        <span className="@max-4xl/header:hidden">{label}</span>
      </Button>
    </Tooltip>
  )
}
