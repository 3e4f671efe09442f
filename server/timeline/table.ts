import type { ActivityType } from '../contract/timeline.ts'

/** One entry of a customer's timeline. */
export interface ActivityTable {
  id: string
  customerId: string
  type: ActivityType
  at: string
  description: string
  /** JSON object. */
  metadata: string
}
