import { type ReactNode, useEffect, useRef } from 'react'
import { cx } from '../../ui/cx.ts'

interface Props {
  label: string
  /** A list stands at the left and is narrow; what is opened from it takes the rest. */
  isList?: boolean
  /** On a phone there is one pane at a time. */
  isHidden?: boolean
  children: ReactNode
}

/** One part of a screen. */
export function Pane({ label, isList = false, isHidden = false, children }: Props) {
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a phone the list, and the focus in it, has just gone out of sight.
    if (!isList && document.activeElement?.checkVisibility() === false) section.current?.focus()
  }, [isList])
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-label={label}
      className={cx(
        'flex min-h-0 min-w-0 flex-col outline-none',
        isList
          ? 'w-full border-line bg-canvas md:w-88 md:shrink-0 md:border-r print:hidden'
          : 'flex-1 bg-surface',
        isHidden && 'max-md:hidden',
      )}
    >
      {children}
    </section>
  )
}
