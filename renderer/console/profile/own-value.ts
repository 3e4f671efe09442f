import type { CustomerField, FieldValue } from '../../../server/contract/customer-fields.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import type { Place } from './edit.ts'

/** Where the value of one of the workspace's own fields stands in a customer. */
export const ownPlace = ({ key }: CustomerField): Place => ({
  read: (customer) => customer.fields[key] ?? null,
  change: (value) => ({ fields: { [key]: value } }),
})

/** How the values of a field are said. */
export function useSaid({ type }: CustomerField): (value: FieldValue) => string {
  const { number, date } = useFormats()
  const { fields: words } = useWords().profile
  return (value) => {
    if (value === null) return ''
    if (typeof value === 'number') return number(value)
    if (typeof value === 'boolean') return value ? words.yes : words.no
    return type === 'date' ? date(`${value}T00:00:00`) : value
  }
}
