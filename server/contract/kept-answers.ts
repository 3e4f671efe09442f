import type { StartField } from './chat-settings.ts'
import type { CustomerFieldType } from './customer-fields.ts'

// A phone number and a company have a place of their own; of several lines the customer's page would leave one.
const TYPES: Record<StartField['kind'], readonly CustomerFieldType[]> = {
  text: ['text', 'number', 'date', 'url'],
  long_text: [],
  choice: ['text', 'choice', 'boolean'],
  phone: [],
  company: [],
}

/** Whether answers to a kind of question can be kept in customer fields of a type. */
export const canKeep = (type: CustomerFieldType, kind: StartField['kind']): boolean =>
  TYPES[kind].includes(type)
