import type { ReactNode } from 'react'

/** One kind of piece, and all its looks. */
export const Shelf = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
    <h3 className="text-xs font-medium text-faint">{title}</h3>
    {children}
  </div>
)

export const Row = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-2">{children}</div>
)
