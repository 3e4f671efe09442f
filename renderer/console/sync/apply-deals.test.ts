import { expect, test } from 'vitest'
import type { Customer } from '../../../server/contract/customers.ts'
import type { Deal, DealStage } from '../../../server/contract/deals.ts'
import { apply, applyAll } from './apply.ts'
import { at, placed } from './facts.fixture.ts'
import { learnDeals } from './learn.ts'
import { emptyWorld } from './world.ts'

const linh = { id: 'linh', name: 'Linh' }

const deal = (id: string, customerId: string, more: Partial<Deal> = {}): Deal => ({
  id,
  customerId,
  customer: { id: customerId, email: null, name: customerId },
  company: null,
  conversationId: null,
  title: 'Desk lamps',
  amount: 9900,
  currency: 'USD',
  stageId: 'new',
  category: 'open',
  ownerId: linh.id,
  owner: linh,
  expectedOn: null,
  lostReason: null,
  movedAt: at(0),
  closedAt: null,
  createdAt: at(0),
  updatedAt: at(0),
  version: 1,
  ...more,
})

const customer = (id: string, more: Partial<Customer> = {}): Customer => ({
  id,
  email: null,
  name: id,
  phone: null,
  company: null,
  companyId: null,
  fields: {},
  tags: [],
  version: 1,
  createdAt: at(0),
  updatedAt: at(0),
  ...more,
})

const added = (seq: number, one: Deal) =>
  placed(seq, { kind: 'deal.created', body: { deal: one, byId: linh.id } })
const whose = (world: ReturnType<typeof emptyWorld>) =>
  Object.fromEntries(
    Object.entries(world.deals).map(([id, { value }]) => [id, value?.customer.name ?? null]),
  )

test('a deal that went on stays where it is when an older answer comes in, and stays deleted', () => {
  const won = deal('a', 'mai', { stageId: 'won', category: 'won', closedAt: at(6), version: 2 })
  const changed = { deal: won, changed: ['stageId'], byId: linh.id }
  const world = applyAll(emptyWorld(0), [
    added(1, deal('a', 'mai')),
    placed(2, { kind: 'deal.changed', body: changed }),
  ])
  expect(learnDeals(world, [deal('a', 'mai')], 1).deals['a']?.value).toEqual(won)
  const gone = apply(world, placed(3, { kind: 'deal.deleted', body: { id: 'a' } }))
  expect(learnDeals(gone, [won], 2).deals['a']?.value).toBeNull()
})

test('the stages are as the stream told them last', () => {
  const stages: DealStage[] = [{ id: 'new', name: 'New', category: 'open', standard: 'new' }]
  const told = placed(1, { kind: 'dealStages.changed', body: { stages } })
  expect(apply(emptyWorld(0), told).dealStages).toEqual(stages)
})

test('deals go with a merge to the survivor and their company, and come back with its undo', () => {
  const lotus = customer('mai', { company: 'Lotus', companyId: 'lotus' })
  const merged = applyAll(emptyWorld(0), [
    added(1, deal('a', 'mai')),
    added(2, deal('b', 'may')),
    placed(3, { kind: 'customer.merged', body: { customer: lotus, mergedId: 'may' } }),
  ])
  expect(whose(merged)).toEqual({ a: 'mai', b: 'mai' })
  expect(merged.deals['b']?.value?.company).toEqual({ id: 'lotus', name: 'Lotus' })
  const body = {
    customer: lotus,
    restored: customer('may'),
    conversationIds: [],
    ticketIds: [],
    dealIds: ['b'],
  }
  const back = apply(merged, placed(4, { kind: 'customer.unmerged', body }))
  expect(whose(back)).toEqual({ a: 'mai', b: 'may' })
  expect(back.deals['b']?.value?.company).toBeNull()
})

test('deals are gone with a customer who is deleted or erased', () => {
  const world = applyAll(emptyWorld(0), [added(1, deal('a', 'mai')), added(2, deal('b', 'an'))])
  const deleted = apply(world, placed(3, { kind: 'customer.deleted', body: { id: 'mai' } }))
  expect(whose(deleted)).toEqual({ a: null, b: 'an' })
  const erased = { ids: ['an'], conversationIds: [], ticketIds: [], dealIds: ['b'] }
  expect(whose(apply(deleted, placed(4, { kind: 'customer.erased', body: erased })))).toEqual({
    a: null,
    b: null,
  })
})
