import { Eye, PenLine } from 'lucide-react'
import { Avatar } from '../../ui/Avatar.tsx'
import { useWords } from '../../words/useWords.ts'
import { type Companion, useCompany } from './useCompany.ts'

const MOST = 3

/** The colleagues who look at this conversation or write in it, as small pictures. */
export function Company({ id }: { id: string }) {
  const company = useCompany(id)
  if (company.length === 0) return null
  return (
    <span className="flex shrink-0 items-center gap-0.5">
      {company.slice(0, MOST).map((one) => (
        <Picture key={one.id} companion={one} />
      ))}
      {company.length > MOST && (
        <span className="text-xs text-faint">+{company.length - MOST}</span>
      )}
    </span>
  )
}

function useDoing({ name, isTyping }: Companion) {
  const { viewers } = useWords()
  return isTyping ? viewers.typing(name) : viewers.viewing(name)
}

function Picture({ companion }: { companion: Companion }) {
  const doing = useDoing(companion)
  const Icon = companion.isTyping ? PenLine : Eye
  return (
    <span role="img" aria-label={doing} title={doing} className="relative">
      <Avatar name={companion.name} size="small" />
      <span className="absolute -right-1 -bottom-1 rounded-full bg-raised p-px text-soft">
        <Icon size={10} aria-hidden />
      </span>
    </span>
  )
}

/** The same in words, for the open conversation; read out when it changes. */
export function CompanyLine({ id }: { id: string }) {
  const [first, ...others] = useCompany(id)
  return (
    <span role="status" className="min-w-0 truncate text-info empty:hidden">
      {first && <Doing companion={first} more={others.length} />}
    </span>
  )
}

function Doing({ companion, more }: { companion: Companion; more: number }) {
  const doing = useDoing(companion)
  return more > 0 ? `${doing} +${more}` : doing
}
