import { ChevronDown, ChevronUp, ChevronsUp, Equal, type LucideIcon } from 'lucide-react'
import type { TicketPriority } from '../../../server/contract/tickets.ts'
import { cx } from '../../ui/cx.ts'

const looks: Record<TicketPriority, [LucideIcon, string]> = {
  urgent: [ChevronsUp, 'text-danger'],
  high: [ChevronUp, 'text-warn'],
  medium: [Equal, 'text-faint'],
  low: [ChevronDown, 'text-faint'],
}

/** A priority as a picture; its name stands beside it, or is given as `label`. */
export function PriorityMark({ priority, label }: { priority: TicketPriority; label?: string }) {
  const [Icon, colour] = looks[priority]
  const named = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true }
  return <Icon size={14} className={cx('shrink-0', colour)} {...named} />
}
