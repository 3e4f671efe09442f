import type { IdentityKind } from '../contract/customers.ts'

/** A person. `email` is the address shown; every identity is in `customer_identities`. */
export interface CustomerTable {
  id: string
  email: string | null
  name: string
  phone: string | null
  company: string | null
  /** Name, e-mail, phone and company as `?q=` compares them. */
  searchText: string
  /** JSON: the values of the workspace's own fields by their keys; `customerValues` has the same. */
  fields: string
  /** The ids of their tags, sorted, between commas; `customerTags` has the same. */
  tagIds: string
  /** The company they belong to; `company` is its name. */
  companyId: string | null
  /** Who said which company: the domain of an address, or somebody, which then stays. Null while nobody has. */
  companyBy: 'domain' | 'hand' | null
  /** Counts the changes, so that an edit of what is no longer there is noticed. */
  version: number
  /** Set when this customer was merged into another: a redirect. */
  mergedInto: string | null
  createdAt: string
  updatedAt: string
}

/** One way to recognise a customer; `(kind, value)` is unique, `value` normalised. */
export interface CustomerIdentityTable {
  id: string
  customerId: string
  kind: IdentityKind
  value: string
  verified: number
  createdAt: string
}

/** The value of a field as searches compare it: what it says, folded and cut, and the number it is, if any. */
export interface CustomerValueTable {
  customerId: string
  fieldId: string
  textKey: string
  numberValue: number | null
}

/** Which customers have a tag. */
export interface CustomerTagTable {
  tagId: string
  customerId: string
}

/** What an agent noted about a customer. */
export interface CustomerNoteTable {
  id: string
  customerId: string
  authorId: string
  content: string
  createdAt: string
  editedAt: string | null
}

/** A customer who was deleted, until nothing in the stream tells of them any more. */
export interface ForgottenCustomerTable {
  customerId: string
  /** From when on there was something of them. */
  since: string
  /** JSON: whom they had been one with. */
  partners: string
  /** JSON: the ids of what was to be done for them. */
  taskIds: string
  /** JSON: the ids of what might have been sold to them. */
  dealIds: string
}
