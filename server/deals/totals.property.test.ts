import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import type { Deal, DealStageTotal } from '../contract/deals.ts'
import { listStages } from './stage-queries.ts'

const amount = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.integer({ min: Number.MAX_SAFE_INTEGER - 100, max: Number.MAX_SAFE_INTEGER }),
)
const deed = fc.record({
  what: fc.constantFrom('add', 'move', 'reprice', 'delete'),
  which: fc.nat(5),
  stage: fc.nat(4),
  amount,
  currency: fc.constantFrom('USD', 'VND'),
})

/** What deals add up to, one by one. */
function addedUp(deals: readonly Deal[]): DealStageTotal[] {
  const byStage = Map.groupBy(deals, ({ stageId }) => stageId)
  return [...byStage].map(([stageId, own]) => ({
    stageId,
    count: own.length,
    sums: [...Map.groupBy(own, ({ currency }) => currency)]
      .map(([currency, some]) => ({
        currency,
        count: some.length,
        sum: String(some.reduce((sum, deal) => sum + BigInt(deal.amount), 0n)),
      }))
      .toSorted((one, other) => (one.currency < other.currency ? -1 : 1)),
  }))
}

onBothDatabases('what the stages of deals add up to', (create) => {
  let on: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  it('is what a slow reader finds after any sequence of changes, and each history leads to where its deal is', async () => {
    const { api } = await server.signIn('agent', 'Linh')
    const stages = await listStages(server.database.sql)
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 15 }), async (deeds) => {
        const body = { name: 'Mai', email: `${crypto.randomUUID()}@x.test` }
        const customerId = (await api.post('/api/customers', body)).body.data.id
        const ids: string[] = []
        for (const { what, which, stage, ...money } of deeds) {
          const stageId = stages[stage]?.id
          const path = `/api/deals/${ids[which % (ids.length || 1)]}`
          if (what === 'add' || ids.length === 0) {
            const made = { customerId, title: 'Beans', stageId, ...money }
            ids.push((await api.post('/api/deals', made)).body.data.id)
          } else if (what === 'delete') {
            await api.delete(path)
            ids.splice(which % ids.length, 1)
          } else await api.put(path, what === 'move' ? { stageId } : money)
        }
        const deals: Deal[] = (await api.get(`/api/deals?customerId=${customerId}`)).body.data
        expect(deals.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
        const totals = (await api.get(`/api/deals/totals?customerId=${customerId}`)).body.data
        const byStage = (one: DealStageTotal, other: DealStageTotal) =>
          one.stageId < other.stageId ? -1 : 1
        expect(totals.toSorted(byStage)).toEqual(addedUp(deals).toSorted(byStage))
        for (const { id, stageId } of deals) {
          const { history } = (await api.get(`/api/deals/${id}`)).body.data
          const way = history.toReversed()
          expect(way.at(-1).to.id).toBe(stageId)
          for (const [index, { from }] of way.entries())
            expect(from?.id).toBe(way[index - 1]?.to.id)
        }
      }),
      { numRuns: 15 },
    )
  })
})
