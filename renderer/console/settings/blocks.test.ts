import { expect, it } from 'vitest'
import type { Block } from '../../../server/contract/visitors.ts'
import { visitorsOf } from './blocks.ts'

const block = (id: string, rest: Partial<Block>): Block => ({
  id,
  kind: 'visitor',
  value: `value of ${id}`,
  name: null,
  blockedBy: 'Ben',
  createdAt: '2026-11-22T08:00:00.000Z',
  until: null,
  ...rest,
})

it('a customer and their browser, blocked in one moment, are one visitor', () => {
  const blocks = [
    block('browser', {}),
    block('customer', { kind: 'customer', value: 'ruth', name: 'Ruth' }),
    block('later', { createdAt: '2026-11-22T09:00:00.000Z' }),
    block('longer', { until: '2026-11-23T08:00:00.000Z' }),
  ]
  expect(visitorsOf(blocks).map(({ ids, name, customerId }) => [ids, name, customerId])).toEqual([
    [['browser', 'customer'], 'Ruth', 'ruth'],
    [['later'], null, null],
    [['longer'], null, null],
  ])
})
