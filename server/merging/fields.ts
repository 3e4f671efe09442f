import { type MergeChoice, MergeField } from '../contract/merging.ts'
import type { CustomerRow } from '../customers/index.ts'

export const FIELDS = MergeField.options

type Own = Record<string, string | number | boolean>
/** What is one value of a customer: what they are called and reached by, and the workspace's own fields. */
export type Fields = Pick<CustomerRow, MergeField> & { own: Own }
type Value = Own[string] | null

/** A field that a merge changed; the workspace's own begin with `fields.`. */
export interface Change {
  from: Value
  to: Value
}
export type Changes = Record<string, Change>

export const fieldsOf = ({ name, email, phone, company, fields }: CustomerRow): Fields => ({
  name,
  email,
  phone,
  company,
  own: JSON.parse(fields) as Own,
})

/** Whose value of a field stays unless somebody says otherwise. */
export const standsFor = (
  survivor: Pick<CustomerRow, MergeField>,
  merged: Pick<CustomerRow, MergeField>,
  field: MergeField,
) => (survivor[field] === null && merged[field] !== null ? 'merged' : 'survivor')

/**
 * What the survivor is called and reached by after a merge. A name or address is not chosen away for nothing; of the
 * workspace's own fields the survivor gets those they did not have.
 */
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
    own: { ...merged.own, ...survivor.own },
  }
}

const OWN = 'fields.'

function flat({ own, ...shown }: Fields): Map<string, Value> {
  const values = new Map<string, Value>(Object.entries(shown))
  for (const [key, value] of Object.entries(own)) values.set(OWN + key, value)
  return values
}

/** What differs between the two. */
export function changesBetween(before: Fields, after: Fields): Changes {
  const [from, to] = [flat(before), flat(after)]
  const keys = [...new Set([...from.keys(), ...to.keys()])]
  return Object.fromEntries(
    keys
      .filter((key) => from.get(key) !== to.get(key))
      .map((key) => [key, { from: from.get(key) ?? null, to: to.get(key) ?? null }]),
  )
}

/** What a merge changed, without what became of it afterwards: an edit since then stays. */
export function taken(fields: Fields, changes: Changes): Fields {
  const now = flat(fields)
  const back = { ...fields, own: { ...fields.own } }
  for (const [key, { from, to }] of Object.entries(changes)) {
    if ((now.get(key) ?? null) !== to) continue
    if (!key.startsWith(OWN)) Object.assign(back, { [key]: from })
    else if (from === null) delete back.own[key.slice(OWN.length)]
    else back.own[key.slice(OWN.length)] = from
  }
  return back
}
