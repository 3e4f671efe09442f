import { type MergeChoice, MergeField } from '../contract/merging.ts'
import type { CustomerRow } from '../customers/index.ts'

export const FIELDS = MergeField.options

export type Fields = Pick<CustomerRow, MergeField>
/** A field that a merge changed. */
export interface Change {
  from: string | null
  to: string | null
}
export type Changes = Partial<Record<MergeField, Change>>

export const fieldsOf = ({ name, email, phone, company }: CustomerRow): Fields => ({
  name,
  email,
  phone,
  company,
})

/** Whose value of a field stays unless somebody says otherwise. */
export const standsFor = (survivor: Fields, merged: Fields, field: MergeField) =>
  survivor[field] === null && merged[field] !== null ? 'merged' : 'survivor'

/** What the survivor is called and reached by after a merge. A name or address is not chosen away for nothing. */
export function surviving(survivor: Fields, merged: Fields, choice: MergeChoice): Fields {
  const stays = (field: MergeField) => {
    const side = choice[field] ?? standsFor(survivor, merged, field)
    return side === 'merged' ? merged[field] : survivor[field]
  }
  return {
    name: stays('name') ?? survivor.name,
    email: stays('email') ?? survivor.email,
    phone: stays('phone'),
    company: stays('company'),
  }
}

/** What differs between the two. */
export const changesBetween = (before: Fields, after: Fields): Changes =>
  Object.fromEntries(
    FIELDS.filter((field) => before[field] !== after[field]).map((field) => [
      field,
      { from: before[field], to: after[field] },
    ]),
  )

/** What a merge changed, without what became of it afterwards: an edit since then stays. */
export function taken(fields: Fields, changes: Changes): Fields {
  const back = FIELDS.flatMap((field) => {
    const change = changes[field]
    return change && fields[field] === change.to ? [[field, change.from] as const] : []
  })
  return { ...fields, ...Object.fromEntries(back) }
}
