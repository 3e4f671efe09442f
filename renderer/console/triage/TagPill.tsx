import type { Tag, TagColor } from '../../../server/contract/tags.ts'
import { Pill, type Tone } from '../../ui/Pill.tsx'

const TONES: Record<TagColor, Tone> = {
  grey: 'plain',
  teal: 'accent',
  blue: 'info',
  green: 'good',
  yellow: 'note',
  orange: 'warn',
  red: 'danger',
}

/** A tag as it looks everywhere. */
export const TagPill = ({ tag: { name, color } }: { tag: Pick<Tag, 'name' | 'color'> }) => (
  <Pill tone={TONES[color]}>
    <span className="max-w-32 truncate">{name}</span>
  </Pill>
)
