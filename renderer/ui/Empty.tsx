import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface Props {
  icon: LucideIcon
  title: string
  hint?: string | undefined
  children?: ReactNode
}

/** What stands where nothing is, and what to do about it. */
export function Empty({ icon: Icon, title, hint, children }: Props) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-1 px-6 py-10 text-center">
      <Icon size={28} strokeWidth={1.5} aria-hidden className="mb-2 text-faint" />
      <p className="text-base font-medium">{title}</p>
      {hint && <p className="max-w-72 text-faint">{hint}</p>}
      {children && <div className="mt-3">{children}</div>}
    </div>
  )
}
