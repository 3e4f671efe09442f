import { type ReactNode, useState } from 'react'
import { useWords } from '../../words/useWords.ts'

/** Something long of which the beginning shows until more is asked for. */
export function Folded({ isLong, children }: { isLong: boolean; children: ReactNode }) {
  const { app } = useWords()
  const [isOpen, setOpen] = useState(false)
  if (!isLong || isOpen) return children
  return (
    <>
      <div className="max-h-40 overflow-hidden mask-b-from-50%">{children}</div>
      <button
        type="button"
        className="font-medium text-accent-text hover:underline"
        onClick={() => setOpen(true)}
      >
        {app.more}
      </button>
    </>
  )
}
