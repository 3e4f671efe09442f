import { z } from 'zod'
import type { CustomerField, CustomerFieldType, FieldValue } from '../contract/customer-fields.ts'
import { folded } from '../contract/text.ts'

const day = z.iso.date()
const address = z.url({ protocol: /^https?$/ })

/** What is wrong with a value of a field; undefined when it fits. */
export function mistakeIn({ type, choices }: CustomerField, value: FieldValue): string | undefined {
  switch (type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'is not a number'
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'is neither true nor false'
    case 'date':
      return day.safeParse(value).success ? undefined : 'must be a day such as 2026-11-26'
    case 'url':
      return address.safeParse(value).success ? undefined : 'must be an http or https address'
    case 'choice':
      return choices.includes(String(value)) ? undefined : 'is not one of the choices'
    case 'text':
      return typeof value === 'string' ? undefined : 'is not a text'
  }
}

const YES = new Set(['yes', 'true', '1', 'x', 'co', 'dung'])
const NO = new Set(['no', 'false', '0', 'khong', 'sai'])

/** What a text says for a field of a type; what cannot be read stays a text, and is refused as one. */
export function valueIn(text: string, type: CustomerFieldType): string | number | boolean {
  if (type === 'number') {
    const number = Number(text.replace(',', '.'))
    return Number.isFinite(number) ? number : text
  }
  if (type !== 'boolean') return text
  const word = folded(text)
  if (YES.has(word)) return true
  return NO.has(word) ? false : text
}
