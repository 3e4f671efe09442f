import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const tones = {
  plain: 'bg-sunken text-soft',
  accent: 'bg-accent-soft text-accent-text',
  info: 'bg-info-soft text-info',
  warn: 'bg-warn-soft text-warn',
  good: 'bg-good-soft text-good',
  danger: 'bg-danger-soft text-danger',
  note: 'bg-note text-note-text',
} as const
export type Tone = keyof typeof tones

/** A word with a tint. */
export function Pill({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  )
}
