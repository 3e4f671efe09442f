import { expect, test } from 'vitest'
import { type Activity, ActivityType } from '../../../server/contract/timeline.ts'
import { en } from '../../words/en.ts'
import { vi } from '../../words/vi.ts'
import { activityTitle } from './activity-words.ts'

const STORED = 'What the server stored in English'

const activity = (type: Activity['type']): Activity => ({
  id: 'a',
  type,
  customerId: 'c',
  timestamp: '2026-11-26T09:00:00.000Z',
  description: STORED,
  metadata: { ticketNumber: 'TK-00007', score: 3 },
})

test.each(ActivityType.options)('%s is said in each language', (type) => {
  const said = [en, vi].map((words) => activityTitle(activity(type), words))
  expect(new Set([...said, STORED]).size).toBe(3)
})
