import type { Activity } from '../contract/timeline.ts'
import type { ActivityRow } from './queries.ts'

export const viewActivity = ({ at, metadata, ...row }: ActivityRow): Activity => ({
  id: row.id,
  type: row.type,
  customerId: row.customerId,
  timestamp: at,
  description: row.description,
  metadata: JSON.parse(metadata) as Activity['metadata'],
})
