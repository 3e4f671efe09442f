import type { ComponentProps } from 'react'
import { cx } from './cx.ts'

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover disabled:bg-sunken disabled:text-faint',
  secondary: 'border border-line bg-surface text-ink hover:bg-sunken disabled:text-faint',
  quiet: 'text-soft hover:bg-sunken hover:text-ink disabled:text-faint',
  danger: 'bg-danger text-on-danger hover:opacity-90',
} as const

const sizes = {
  small: 'h-7 px-2',
  medium: 'h-8 px-3',
  large: 'h-10 px-4',
} as const

export interface Look {
  look?: keyof typeof looks
  size?: keyof typeof sizes
}

/** The classes of a button, for what looks like one and is something else. */
export const buttonClass = ({ look = 'secondary', size = 'medium' }: Look = {}) =>
  cx(
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none',
    looks[look],
    sizes[size],
  )

export function Button({ look, size, className, ...rest }: Look & ComponentProps<'button'>) {
  const classes = buttonClass({ ...(look && { look }), ...(size && { size }) })
  return <button type="button" className={cx(classes, className)} {...rest} />
}
