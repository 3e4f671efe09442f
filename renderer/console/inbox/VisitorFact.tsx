import type { ReactNode } from 'react'

interface Props {
  label: string
  /** Leads there, in a new tab; the address comes from a stranger. */
  href?: string
  children: ReactNode
}

const isWebAddress = (address: string) => /^https?:\/\//i.test(address)

/** One thing that is known of a visitor. */
export function VisitorFact({ label, href, children }: Props) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-faint">{label}</dt>
      <dd className="min-w-0 break-words">
        {href !== undefined && isWebAddress(href) ? (
          <a
            href={href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            title={href}
            className="block truncate text-accent-text underline-offset-2 hover:underline"
          >
            {children}
          </a>
        ) : (
          children
        )}
      </dd>
    </div>
  )
}
