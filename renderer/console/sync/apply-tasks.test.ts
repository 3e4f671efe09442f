import { expect, test } from 'vitest'
import type { Customer } from '../../../server/contract/customers.ts'
import type { Task } from '../../../server/contract/tasks.ts'
import { apply, applyAll } from './apply.ts'
import { at, placed } from './facts.fixture.ts'
import { learnTasks } from './learn.ts'
import { emptyWorld } from './world.ts'

const linh = { id: 'linh', name: 'Linh' }

const task = (id: string, customerId: string, more: Partial<Task> = {}): Task => ({
  id,
  customerId,
  customer: { id: customerId, email: null, name: customerId },
  title: 'Call back',
  note: '',
  dueAt: at(5),
  state: 'open',
  assignedTo: linh.id,
  assignee: linh,
  conversationId: null,
  ticketId: null,
  ticketNumber: null,
  createdBy: linh,
  createdAt: at(0),
  updatedAt: at(0),
  doneAt: null,
  doneBy: null,
  version: 1,
  ...more,
})

const customer = (id: string): Customer => ({
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
})

const added = (seq: number, one: Task) =>
  placed(seq, { kind: 'task.created', body: { task: one, byId: linh.id } })
const whose = (world: ReturnType<typeof emptyWorld>) =>
  Object.fromEntries(
    Object.entries(world.tasks).map(([id, { value }]) => [id, value?.customer.name ?? null]),
  )

test('a task that is done stays so when an older answer comes in', () => {
  const done = task('a', 'mai', { state: 'done', doneAt: at(6), doneBy: linh, version: 2 })
  const changed = { task: done, changed: ['state'], byId: linh.id }
  const world = applyAll(emptyWorld(0), [
    added(1, task('a', 'mai')),
    placed(2, { kind: 'task.changed', body: changed }),
  ])
  expect(learnTasks(world, [task('a', 'mai')], 1).tasks['a']?.value).toEqual(done)
  const gone = apply(world, placed(3, { kind: 'task.deleted', body: { id: 'a' } }))
  expect(learnTasks(gone, [done], 2).tasks['a']?.value).toBeNull()
})

test('tasks go with a merge and come back with its undo', () => {
  const merged = applyAll(emptyWorld(0), [
    added(1, task('a', 'mai')),
    added(2, task('b', 'may')),
    placed(3, { kind: 'customer.merged', body: { customer: customer('mai'), mergedId: 'may' } }),
  ])
  expect(whose(merged)).toEqual({ a: 'mai', b: 'mai' })
  const undone = {
    customer: customer('mai'),
    restored: customer('may'),
    conversationIds: [],
    ticketIds: [],
  }
  const back = { ...undone, taskIds: ['b'] }
  expect(whose(apply(merged, placed(4, { kind: 'customer.unmerged', body: back })))).toEqual({
    a: 'mai',
    b: 'may',
  })
  // As it was told before there were tasks.
  const old = apply(merged, placed(4, { kind: 'customer.unmerged', body: undone }))
  expect(whose(old)).toEqual({ a: 'mai', b: 'mai' })
})

test('tasks are gone with a customer who is deleted or erased', () => {
  const world = applyAll(emptyWorld(0), [added(1, task('a', 'mai')), added(2, task('b', 'an'))])
  const deleted = apply(world, placed(3, { kind: 'customer.deleted', body: { id: 'mai' } }))
  expect(whose(deleted)).toEqual({ a: null, b: 'an' })
  const erased = { ids: ['an'], conversationIds: [], ticketIds: [], taskIds: ['b'] }
  expect(whose(apply(deleted, placed(4, { kind: 'customer.erased', body: erased })))).toEqual({
    a: null,
    b: null,
  })
})
