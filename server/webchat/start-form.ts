import { z } from 'zod'
import type { StartField } from '../contract/chat-settings.ts'
import type { Language } from '../contract/identity.ts'
import { line, rawText } from '../contract/text.ts'
import type { VisitorContext } from '../contract/visitors.ts'
import { problem } from '../problems.ts'

const TEXT_MAX = 200
const LONG_TEXT_MAX = 2_000

/** The answers of a start form as they are kept. */
export interface Answers {
  fields: VisitorContext['fields']
  phone: string | null
  company: string | null
}

/**
 * Reads the answers by the questions of the form; throws `validation_failed` naming each that is not valid. What answers
 * no question is left out, as is everything without answers: a client that knows no form.
 */
export function readAnswers(
  questions: readonly StartField[],
  given: Readonly<Record<string, string>> | undefined,
  language: Language,
): Answers {
  if (given === undefined) return { fields: [], phone: null, company: null }
  const form = z.object(Object.fromEntries(questions.map((each) => [each.key, answerTo(each)])))
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
  }
}

function answerTo(question: StartField) {
  const least = question.isRequired ? 1 : 0
  const isEmpty = z.literal('')
  // What is not answered is answered with nothing, so that it is told as too short.
  return z.preprocess(
    (said) => said ?? '',
    question.isRequired ? valid(question, least) : isEmpty.or(valid(question, least)),
  )
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
