import type { Activity } from '../contract/timeline.ts'
import type { ActivityRow } from './queries.ts'

export const viewActivity = (row: ActivityRow): Activity => ({
  id: row.id,
  type: row.type,
  customerId: row.customerId,
  timestamp: row.at,
  description: row.description,
  metadata: JSON.parse(row.metadata) as Activity['metadata'],
})
