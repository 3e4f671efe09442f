import type { Visitor } from '../chat/session.ts'
import type { Words } from '../words/en.ts'

export type VisitorErrors = { [K in keyof Visitor]?: string | undefined }

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/u

/** What is wrong with what a visitor says of themselves, beside each field. */
export function visitorErrors({ name, email }: Visitor, words: Words['form']): VisitorErrors {
  const errors: VisitorErrors = {}
  const { length } = name.trim()
  if (length < 2) errors.name = words.nameShort
  if (length > 100) errors.name = words.nameLong
  if (!EMAIL.test(email.trim()) || email.trim().length > 254) errors.email = words.emailWrong
  return errors
}
