import type { z } from 'zod'
import type { StartField } from '../contract/chat-settings.ts'
import type { CustomerField } from '../contract/customer-fields.ts'
import { canKeep } from '../contract/kept-answers.ts'
import { listFields, mistakeIn, valueIn } from '../customer-fields/index.ts'
import type { Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'

/** Refuses questions whose answers their customer fields could not keep; throws `validation_failed` naming each. */
export async function refuseUnkept(tx: Tx, questions: readonly StartField[]): Promise<void> {
  if (!questions.some(({ customerField }) => customerField !== undefined)) return
  const fields = await listFields(tx.sql)
  const issues = questions.flatMap((question, index): z.core.$ZodIssue[] => {
    const message =
      mistakeOf(question, fields) ??
      (isRepeated(question, questions) ? 'is filled in by another question' : undefined)
    const path = ['fields', index, 'customerField']
    return message ? [{ code: 'custom', path, message, input: question.customerField }] : []
  })
  if (issues.length > 0) throw problem('validation_failed', { issues })
}

// One that is archived may come back.
function mistakeOf(
  { customerField, kind, choices }: StartField,
  fields: readonly CustomerField[],
): string | undefined {
  if (customerField === undefined) return undefined
  const field = fields.find(({ key }) => key === customerField)
  if (!field) return 'is not a field of this workspace'
  if (!canKeep(field.type, kind)) return 'does not fit the kind of question'
  const isTaken = (choice: string) => mistakeIn(field, valueIn(choice, field.type)) === undefined
  return kind === 'choice' && !choices.every(isTaken) ? 'does not take every choice' : undefined
}

const isRepeated = (question: StartField, questions: readonly StartField[]): boolean =>
  question.customerField !== undefined &&
  questions.find((each) => each.customerField === question.customerField) !== question
