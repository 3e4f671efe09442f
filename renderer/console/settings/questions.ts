import type { StartField } from '../../../server/contract/chat-settings.ts'
import type { CustomerField } from '../../../server/contract/customer-fields.ts'
import { canKeep } from '../../../server/contract/kept-answers.ts'

export const MOST_QUESTIONS = 12

/** A key no other question has. It is never shown; the answers of a question are kept under it. */
export function freeKey(fields: readonly StartField[]): string {
  const taken = new Set(fields.map(({ key }) => key))
  let number = fields.length + 1
  while (taken.has(`question_${number}`)) number += 1
  return `question_${number}`
}

/** The customer fields that answers to a question can be kept in; the one that is set, whatever became of it. */
export const keepersFor = (
  { kind, customerField }: StartField,
  fields: readonly CustomerField[],
): CustomerField[] =>
  fields.filter(
    ({ key, type, isArchived }) => key === customerField || (!isArchived && canKeep(type, kind)),
  )

/** The question with its answers kept in a customer field, whose choices it offers while it has none, or in none. */
export function keptIn(question: StartField, keeper: CustomerField | undefined): StartField {
  const { customerField: _, ...rest } = question
  if (!keeper) return rest
  const isOpen = rest.kind === 'choice' && rest.choices.length === 0
  return { ...rest, choices: isOpen ? keeper.choices : rest.choices, customerField: keeper.key }
}

/** The question as another kind; its answers stay in their customer field where they still fit. */
export function asKind(
  question: StartField,
  kind: StartField['kind'],
  fields: readonly CustomerField[],
): StartField {
  const keeper = fields.find(({ key }) => key === question.customerField)
  const fits = keeper !== undefined && canKeep(keeper.type, kind)
  return keptIn({ ...question, kind }, fits ? keeper : undefined)
}

/** The list with one of it a place further up (-1) or down (1); at the ends it stays. */
export function moved<T>(list: readonly T[], index: number, by: 1 | -1): T[] {
  const other = index + by
  const [one, two] = [list[index], list[other]]
  if (one === undefined || two === undefined) return [...list]
  return list.with(index, two).with(other, one)
}
