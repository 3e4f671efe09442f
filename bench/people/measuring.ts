import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { CustomerFilter } from '../../server/contract/segments.ts'
import { insertRows } from '../../server/db/bulk.ts'
import type { Database } from '../../server/db/transaction.ts'
import { suggestions } from '../../server/duplicates/queries.ts'
import { refreshSome } from '../../server/duplicates/refresh.ts'
import { countCustomersMatching, customersMatching } from '../../server/segments/queries.ts'
import { type Figure, p95 } from '../console/figure.ts'
import type { Asked } from './filling.ts'

const TIMES = 20
const PAGE = 50
const COUNT_MAX = 9_999
const MB = 1_048_576
const DISMISSED = {
  table: 'duplicate_dismissals',
  columns: ['firstId', 'secondId', 'dismissedBy', 'dismissedAt'],
}

/** Giving everybody their keys, as after a large import, and how long it holds up whoever else this process serves. */
export async function measureKeys(database: Database, size: number): Promise<Figure[]> {
  global.gc?.()
  const heap = process.memoryUsage().heapUsed
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const began = performance.now()
  await refreshSome(database, Infinity)
  const ms = performance.now() - began
  delay.disable()
  const grown = process.memoryUsage().heapUsed - heap
  return [
    { what: 'customers given keys', unit: 'rows/s', value: (size / ms) * 1_000 },
    { what: 'event loop held meanwhile, longest', unit: 'ms', value: delay.max / 1e6 },
    { what: 'heap more afterwards', unit: 'MB', value: grown / MB },
  ]
}

/** Finding pairs: the first page, and all there are, when everything was dismissed. */
export async function measureDuplicates(database: Database, { agentId }: Asked): Promise<Figure[]> {
  const first = await timed(() => suggestions(database, PAGE))
  await dismissAll(database, agentId)
  const none = await timed(() => suggestions(database, PAGE), 5)
  return [p95('duplicates, first 50', first), p95('duplicates, all dismissed', none)]
}

async function dismissAll(database: Database, dismissedBy: string): Promise<void> {
  for (;;) {
    const pairs = await suggestions(database, 1_000)
    if (pairs.length === 0) return
    const dismissedAt = new Date().toISOString()
    const rows = pairs.map(({ survivor, other }) => {
      const [firstId, secondId] = [survivor.id, other.id].toSorted()
      return { firstId, secondId, dismissedBy, dismissedAt }
    })
    await insertRows(database.sql, database.dialect, DISMISSED, rows)
  }
}

/** Counting and showing whom segments hold, one condition at a time. */
export async function measureSegments(database: Database, asked: Asked): Promise<Figure[]> {
  const now = new Date()
  const filters: Record<string, CustomerFilter> = {
    'a rare tag': { tags: [asked.rareTag] },
    'a common tag': { tags: [asked.commonTag] },
    'a text field that is': { fields: [{ key: 'plan', is: 'equal', value: 'Plan 7' }] },
    'a text field that contains': { fields: [{ key: 'plan', is: 'contains', value: '499' }] },
    'a number at least': { fields: [{ key: 'seats', is: 'atLeast', value: 99_900 }] },
    'a part of a name': { q: 'mai 9999' },
  }
  const figures: Figure[] = []
  for (const [what, filter] of Object.entries(filters)) {
    const count = () => countCustomersMatching(database.reads, { filter, now }, COUNT_MAX)
    const show = () => customersMatching(database.reads, { filter, now }, undefined, PAGE)
    figures.push(p95(`counted: ${what}`, await timed(count)))
    figures.push(p95(`shown: ${what}`, await timed(show)))
  }
  return figures
}

async function timed(work: () => Promise<unknown>, times = TIMES): Promise<number[]> {
  const taken: number[] = []
  for (let time = 0; time < times; time++) {
    const began = performance.now()
    await work()
    taken.push(performance.now() - began)
  }
  return taken
}
