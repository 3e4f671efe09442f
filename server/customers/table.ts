/** A person. `email` is the address shown; every identity is in `customer_identities`. */
export interface CustomerTable {
  id: string
  email: string | null
  name: string
  phone: string | null
  company: string | null
  /** Name, e-mail, phone and company as `?q=` compares them. */
  searchText: string
  /** Set when this customer was merged into another: a redirect. */
  mergedInto: string | null
  createdAt: string
  updatedAt: string
}

export type IdentityKind = 'email' | 'phone' | 'visitor' | 'crisp' | 'external'

/** One way to recognise a customer; `(kind, value)` is unique, `value` normalised. */
export interface CustomerIdentityTable {
  id: string
  customerId: string
  kind: IdentityKind
  value: string
  verified: number
  createdAt: string
}
