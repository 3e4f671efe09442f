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
  /** What makes it one of its kind on its customer's timeline: told again, it is the same entry. */
  onceKey: string | null
}
