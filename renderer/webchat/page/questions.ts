import type { StartField } from '../../../server/contract/chat-settings.ts'
import type { Words } from '../words/en.ts'

/** One field of the form before the chat. */
export interface Question {
  /** Where the server finds it: its errors come back under the same path. */
  path: string
  label: string
  kind: StartField['kind'] | 'name' | 'email'
  isRequired: boolean
  choices: readonly string[]
}
export type Answers = Readonly<Record<string, string>>

export const NAME = 'customerName'
export const EMAIL = 'customerEmail'
export const MESSAGE = 'content'
const FIELDS = 'fields.'

const ADDRESS = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/u
const LONGEST: Record<Question['kind'], number> = {
  name: 100,
  email: 254,
  text: 200,
  long_text: 2_000,
  choice: 200,
  phone: 20,
  company: 200,
}
const LONGEST_MESSAGE = 10_000

/** What the form asks: who it is, unless that is known, what the admin wants to know, and the message when nobody is there. */
export function questionsOf(
  fields: readonly StartField[],
  { isKnown, isAway }: { isKnown: boolean; isAway: boolean },
  words: Words,
  labelOf: (field: StartField) => string,
): Question[] {
  const own = { isRequired: true, choices: [] }
  const who: Question[] = [
    { path: NAME, label: words.form.name, kind: 'name', ...own },
    { path: EMAIL, label: words.form.email, kind: 'email', ...own },
  ]
  const asked = fields.map((field): Question => {
    const { key, kind, isRequired, choices } = field
    const label = isRequired ? labelOf(field) : words.form.optional(labelOf(field))
    return { path: `${FIELDS}${key}`, label, kind, isRequired, choices }
  })
  const message: Question = { path: MESSAGE, label: words.away.message, kind: 'long_text', ...own }
  return [...(isKnown ? [] : [...who, ...asked]), ...(isAway ? [message] : [])]
}

/** What is wrong with an answer. */
export function errorIn(
  { path, kind, isRequired }: Question,
  answer: string,
  words: Words,
): string | undefined {
  const { length } = answer.trim()
  const { form } = words
  if (path === MESSAGE && length === 0) return words.away.messageMissing
  if (path === NAME && length < 2) return form.nameShort
  if (path === EMAIL && (!ADDRESS.test(answer.trim()) || length > LONGEST.email))
    return form.emailWrong
  if (isRequired && length === 0) return kind === 'choice' ? form.unchosen : form.missing
  const longest = path === MESSAGE ? LONGEST_MESSAGE : LONGEST[kind]
  if (length > longest) return path === NAME ? form.nameLong : form.tooLong
  return undefined
}

/** The answers to the admin's questions, by their keys. */
export const fieldsOf = (questions: readonly Question[], answers: Answers) =>
  Object.fromEntries(
    questions
      .filter(({ path }) => path.startsWith(FIELDS))
      .map(({ path }) => [path.slice(FIELDS.length), (answers[path] ?? '').trim()]),
  )
