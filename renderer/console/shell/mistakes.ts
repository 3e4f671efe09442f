import type { Catalogue } from '../../words/en.ts'

/** A field as far as its limits go; an `<input>` and a `<textarea>` are such. */
interface Limited {
  readonly type: string
  readonly value: string
  readonly required: boolean
  /** -1 where there is none, as in the page. */
  readonly minLength: number
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** What is wrong with what stands in a field, in the page's own words; undefined when nothing is. */
export function mistakeIn({ type, value, required, minLength }: Limited, words: Catalogue['form']) {
  const text = type === 'password' ? value : value.trim()
  if (text === '') return required ? words.missing : undefined
  if (type === 'email' && !EMAIL.test(text)) return words.notEmail
  return text.length < minLength ? words.tooShort(minLength) : undefined
}
