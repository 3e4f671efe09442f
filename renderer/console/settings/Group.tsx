import type { ReactNode } from 'react'

interface Props {
  title: string
  lead?: string | undefined
  children: ReactNode
}

/** Settings that belong together. */
export function Group({ title, lead, children }: Props) {
  return (
    <section className="flex flex-col gap-3 border-b border-line py-5 first:pt-0 last:border-0">
      <div>
        <h3 className="text-base font-semibold">{title}</h3>
        {lead && <p className="text-soft">{lead}</p>}
      </div>
      {children}
    </section>
  )
}
