import type { DuplicateReason } from '../contract/duplicates.ts'

/** What a customer is compared by; two with the same key may be one. */
export interface DuplicateKeyTable {
  kind: DuplicateReason
  key: string
  customerId: string
}

/** Two who are two people, the smaller id first. */
export interface DuplicateDismissalTable {
  firstId: string
  secondId: string
  dismissedBy: string
  dismissedAt: string
}

/** Up to where customers, by their last change, have been given their keys. There is one row. */
export interface DuplicateProgressTable {
  id: number
  at: string | null
  /** From when on all are looked at once more: a commit may carry a time from before those that were seen. */
  sweptAt: string | null
}
