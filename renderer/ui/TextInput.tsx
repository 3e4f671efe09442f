import type { ComponentProps } from 'react'
import { cx } from './cx.ts'

/** How every field that takes text looks. */
const inputClass =
  'w-full rounded-md border border-edge/60 bg-surface px-2.5 text-ink hover:border-edge focus-visible:border-accent aria-invalid:border-danger disabled:bg-sunken'

export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return <input dir="auto" className={cx(inputClass, 'h-8', className)} {...rest} />
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea dir="auto" className={cx(inputClass, 'min-h-24 py-1.5', className)} {...rest} />
}
