import type { CustomerFieldType } from '../contract/customer-fields.ts'

/** A field the workspace keeps about its customers. */
export interface CustomerFieldTable {
  id: string
  /** What programs call it: unique, and never another. */
  key: string
  label: string
  type: CustomerFieldType
  /** JSON array: what can be chosen, where the type is a choice. */
  choices: string
  position: number
  archivedAt: string | null
  createdAt: string
}
