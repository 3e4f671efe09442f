import type { CustomerField, CustomerFieldType } from '../../../server/contract/customer-fields.ts'
import type { FieldCondition } from '../../../server/contract/segments.ts'

type Operator = FieldCondition['is']

const OPERATORS: Record<CustomerFieldType, readonly Operator[]> = {
  text: ['contains', 'equal', 'set', 'unset'],
  url: ['contains', 'set', 'unset'],
  number: ['equal', 'atLeast', 'atMost', 'set', 'unset'],
  date: ['atLeast', 'atMost', 'equal', 'set', 'unset'],
  choice: ['equal', 'set', 'unset'],
  boolean: ['equal', 'set', 'unset'],
}

/** What can be asked of a field; what a program asked beside that stays. */
export function operatorsOf({ type }: CustomerField, chosen: Operator): readonly Operator[] {
  const known = OPERATORS[type]
  return known.includes(chosen) ? known : [chosen, ...known]
}

/** Whether a condition is about a value. */
export const hasValue = (is: Operator) => is !== 'set' && is !== 'unset'

// What is typed has nothing to begin with.
const beginning = ({ type, choices }: CustomerField) =>
  type === 'boolean' ? true : type === 'choice' ? choices[0] : undefined

/** The first thing that can be asked of a field. */
export function conditionOn(field: CustomerField): FieldCondition {
  const [is = 'set'] = OPERATORS[field.type]
  return withOperator(field, { key: field.key, is }, is)
}

/** The condition, asked otherwise: its value stays where there still is one. */
export function withOperator(
  field: CustomerField,
  { key, value = beginning(field) }: FieldCondition,
  is: Operator,
): FieldCondition {
  return hasValue(is) && value !== undefined ? { key, is, value } : { key, is }
}

/** The condition with what was typed as its value; nothing typed leaves none. */
export function withValue(
  { type }: CustomerField,
  { key, is }: FieldCondition,
  text: string,
): FieldCondition {
  if (text === '') return { key, is }
  return { key, is, value: type === 'number' ? Number(text) : text }
}
