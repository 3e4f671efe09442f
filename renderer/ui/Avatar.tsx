import { cx } from './cx.ts'

const tints = [
  'bg-accent-soft text-accent-text',
  'bg-info-soft text-info',
  'bg-warn-soft text-warn',
  'bg-danger-soft text-danger',
  'bg-good-soft text-good',
  'bg-sunken text-soft',
]

/** The same text has the same tint everywhere. */
function tintOf(text: string) {
  let sum = 0
  for (const sign of text) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973
  return tints[sum % tints.length]
}

const signs = new Intl.Segmenter()
const firstSign = (text = '') => signs.segment(text)[Symbol.iterator]().next().value?.segment ?? ''

function initials(name: string) {
  const parts = name.trim().split(/\s+/u)
  const first = firstSign(parts[0]) || '?'
  const last = parts.length > 1 ? firstSign(parts.at(-1)) : ''
  return (first + last).toLocaleUpperCase()
}

const sizes = {
  small: 'size-6 text-[0.625rem]',
  medium: 'size-8 text-xs',
  large: 'size-12 text-lg',
}

/** A person's initials. The name itself stands beside it, so it is hidden from screen readers. */
export function Avatar({ name, size = 'medium' }: { name: string; size?: keyof typeof sizes }) {
  return (
    <span
      aria-hidden
      className={cx(
        'inline-flex shrink-0 items-center justify-center rounded-full font-semibold select-none',
        tintOf(name),
        sizes[size],
      )}
    >
      {initials(name)}
    </span>
  )
}
