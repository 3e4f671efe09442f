import { z } from 'zod'
import type { StartField } from '../contract/chat-settings.ts'
import type { CustomerField } from '../contract/customer-fields.ts'
import type { Language } from '../contract/identity.ts'
import { canKeep } from '../contract/kept-answers.ts'
import { line, rawText } from '../contract/text.ts'
import type { VisitorContext } from '../contract/visitors.ts'
import { mistakeIn, valueIn } from '../customer-fields/index.ts'
import type { FieldValues } from '../customers/index.ts'
import { problem } from '../problems.ts'

const TEXT_MAX = 200
const LONG_TEXT_MAX = 2_000

/** The answers of a start form as they are kept. */
export interface Answers {
  fields: VisitorContext['fields']
  phone: string | null
  company: string | null
  /** Those that the customer's own fields have as well, as their types want them. */
  customerFields: FieldValues
}

/** What a form asks, and where its answers may go. */
export interface Form {
  questions: readonly StartField[]
  customerFields: readonly CustomerField[]
}

/**
 * Reads the answers by the questions of the form; throws `validation_failed` naming each that is not valid. What answers
 * no question is left out, as is everything without answers: a client that knows no form.
 */
export function readAnswers(
  { questions, customerFields }: Form,
  given: Readonly<Record<string, string>> | undefined,
  language: Language,
): Answers {
  if (given === undefined) return { fields: [], phone: null, company: null, customerFields: {} }
  const form = z.object(
    Object.fromEntries(
      questions.map((each) => [each.key, answerTo(each, keeperOf(each, customerFields))]),
    ),
  )
  const read = z.object({ fields: form }).safeParse({ fields: given })
  if (!read.success) throw problem('validation_failed', { issues: read.error.issues })
  const answers = read.data.fields
  const answered = questions.filter(({ key }) => answers[key])
  const answerOf = (kind: StartField['kind']) =>
    answers[answered.find((each) => each.kind === kind)?.key ?? ''] ?? null
  return {
    fields: answered.map(({ key, label }) => ({
      key,
      label: label[language] || label.en || label.vi || key,
      value: answers[key] ?? '',
    })),
    phone: answerOf('phone'),
    company: answerOf('company'),
    customerFields: keptOf(answered, answers, customerFields),
  }
}

function keptOf(
  answered: readonly StartField[],
  answers: Readonly<Record<string, string>>,
  customerFields: readonly CustomerField[],
): FieldValues {
  const kept: FieldValues = {}
  for (const question of answered) {
    const keeper = keeperOf(question, customerFields)
    if (keeper) kept[keeper.key] = valueIn(answers[question.key] ?? '', keeper.type)
  }
  return kept
}

// A field that was archived or is another by now keeps nothing, and the form goes on without it.
const keeperOf = ({ kind, customerField }: StartField, customerFields: readonly CustomerField[]) =>
  customerFields.find(
    ({ key, type, isArchived }) => key === customerField && !isArchived && canKeep(type, kind),
  )

function answerTo(question: StartField, keeper: CustomerField | undefined) {
  const least = question.isRequired ? 1 : 0
  const isEmpty = z.literal('')
  const answer = keepable(valid(question, least), question, keeper)
  // What is not answered is answered with nothing, so that it is told as too short.
  return z.preprocess((said) => said ?? '', question.isRequired ? answer : isEmpty.or(answer))
}

// What was chosen is what the form offered: a visitor could not mend it where the field has other choices by now.
function keepable(
  answer: z.ZodType<string>,
  { kind }: StartField,
  keeper: CustomerField | undefined,
): z.ZodType<string> {
  if (!keeper || kind === 'choice') return answer
  return answer.superRefine((said, context) => {
    const message = said === '' ? undefined : mistakeIn(keeper, valueIn(said, keeper.type))
    if (message) context.addIssue({ code: 'custom', message, input: said })
  })
}

function valid({ kind, choices }: StartField, least: number): z.ZodType<string> {
  switch (kind) {
    case 'text':
      return line(least, TEXT_MAX)
    case 'long_text':
      return rawText.trim().min(least).max(LONG_TEXT_MAX)
    case 'choice':
      return choices.length === 0 ? z.string() : z.enum(choices)
    case 'phone':
      return line(least, 20)
    case 'company':
      return line(least, 200)
  }
}
