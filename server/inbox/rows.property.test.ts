import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isMatch, orderOf, placeIn } from '../../renderer/console/inbox/filter.ts'
import { applyAll } from '../../renderer/console/sync/apply.ts'
import { learnConversations } from '../../renderer/console/sync/apply-conversation.ts'
import { spanLoaded } from '../../renderer/console/sync/learn.ts'
import { type Listed, RowIndex } from '../../renderer/console/sync/row-index.ts'
import { layOut } from '../../renderer/console/sync/rows.ts'
import { emptyWorld, type World } from '../../renderer/console/sync/world.ts'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type InboxDesk, openInboxDesk } from '../../tests/support/inbox-desk.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import type { Conversation } from '../contract/conversations.ts'
import type { InboxAct, InboxFilter } from '../contract/inbox.ts'
import { appendMessages, openConversation } from '../conversations/index.ts'
import { eventsAfter, headOf } from '../stream/index.ts'

const NAMES = ['Mai', 'Đức', 'Ruth']
const PAGE = 4

type Step =
  | { do: 'start'; name: number }
  | { do: 'customerSays' | 'agentSays'; which: number }
  | { do: 'act'; which: number; act: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('start' as const), name: fc.nat(2) }),
  fc.record({
    do: fc.constantFrom('customerSays' as const, 'agentSays' as const),
    which: fc.nat(30),
  }),
  fc.record({ do: fc.constant('act' as const), which: fc.nat(30), act: fc.nat(8) }),
)

onBothDatabases('rows that events move', (create) => {
  let on: TestDatabase
  let server: TestServer
  let desk: InboxDesk
  let tag: string
  let acts: InboxAct[]
  let filters: InboxFilter[]
  let customers: Array<{ id: string; email: string; name: string }>
  let now = Date.parse('2026-06-15T12:00:00.000Z')
  // Each commit has a time of its own, so that the order of lists is certain.
  const clock = { now: () => new Date((now += 1)) }
  beforeAll(async () => {
    on = await create()
    server = await startServer(on, { clock })
    desk = await openInboxDesk(server)
    tag = (await server.admin.post('/api/tags', { name: 'urgent' })).body.data.id
    customers = await Promise.all(
      NAMES.map(async (name, index) => {
        const email = `${index}@x.test`
        return (await server.admin.post('/api/customers', { name, email })).body.data
      }),
    )
    acts = [
      { kind: 'assign', agentId: desk.agent.id },
      { kind: 'assign', agentId: null },
      { kind: 'close' },
      { kind: 'close' },
      { kind: 'reopen' },
      { kind: 'snooze', until: null },
      { kind: 'wake' },
      { kind: 'tag', add: [tag], remove: [] },
      { kind: 'tag', add: [], remove: [tag] },
    ]
    filters = [
      { status: 'open', sort: 'activity' },
      { status: 'open', sort: 'waiting' },
      { status: 'open', assignee: 'me', sort: 'activity' },
      { status: 'open', assignee: 'none', sort: 'waiting' },
      { status: 'snoozed', sort: 'activity' },
      { status: 'closed', sort: 'activity' },
      { status: 'open', tags: [tag], sort: 'activity' },
      { status: 'open', q: 'duc', sort: 'activity' },
    ]
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  async function take(ids: string[], wanted: Step): Promise<void> {
    const id = 'which' in wanted ? ids[wanted.which % ids.length] : undefined
    if (wanted.do === 'start') {
      const customer = customers[wanted.name]
      if (!customer) return
      const started = await server.database.transaction((tx) =>
        openConversation(tx, { channel: 'webchat', customer, visitorName: customer.name }),
      )
      ids.push(started.id)
    } else if (id !== undefined && wanted.do === 'act') {
      const act = acts[wanted.act]
      if (act) await desk.act(act, id)
    } else if (id !== undefined) {
      const isCustomer = wanted.do === 'customerSays'
      const author = isCustomer
        ? ({ type: 'customer', id: null, name: 'Mai' } as const)
        : ({ type: 'agent', id: desk.agent.id, name: 'Linh' } as const)
      const draft = {
        kind: 'text',
        visibility: 'public',
        content: 'hi',
        clientMessageId: null,
      } as const
      await server.database.transaction((tx) =>
        appendMessages(tx, [{ ...draft, conversationId: id, author }]),
      )
    }
  }

  async function page(filter: InboxFilter, limit: number) {
    const query = new URLSearchParams(
      Object.entries(filter).map(([key, value]): [string, string] => [key, String(value)]),
    )
    const { body } = await desk.agent.api.get(`/api/inbox?${query.toString()}&limit=${limit}`)
    return { data: body.data as Conversation[], next: body.meta.next as string | null }
  }

  const nameOf = (filter: InboxFilter) => JSON.stringify(filter)

  /** A console that has loaded the first page of every list. */
  async function opened(): Promise<World> {
    let world = emptyWorld(await headOf(server.database.sql))
    for (const filter of filters) {
      const { data, next } = await page(filter, PAGE)
      const places = data.map((row) => placeIn(filter, row))
      world = spanLoaded(
        learnConversations(world, data, world.seq),
        nameOf(filter),
        { cursor: null, places, next },
        orderOf(filter),
      )
    }
    return world
  }

  /** Takes in what happened, and asks for conversations it speaks of that were never loaded. */
  async function caughtUp(before: World): Promise<World> {
    let world = applyAll(before, await eventsAfter(server.database.sql, before.seq))
    for (const id of world.missing)
      world = learnConversations(world, [await desk.stateOf(id)], world.seq)
    return world
  }

  it('are those that asking again would show, as far as each list is loaded', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 8, maxLength: 16 }),
        fc.array(step, { minLength: 4, maxLength: 12 }),
        async (before, after) => {
          const ids: string[] = []
          for (const one of before) await take(ids, one)
          let world = await opened()
          const lists = filters.map((filter) => {
            const listed: Listed<Conversation> = {
              isIn: (row) => {
                const customer = world.customers[row.customer.id]?.value ?? row.customer
                return isMatch(filter, row, customer, { agentId: desk.agent.id, now: 0 })
              },
              placeOf: (row) => placeIn(filter, row),
              order: orderOf(filter),
            }
            return { filter, listed, index: new RowIndex(listed) }
          })
          for (const one of after) {
            await take(ids, one)
            world = await caughtUp(world)
            for (const { index } of lists) index.rowsOf(world.conversations)
          }
          for (const { filter, listed, index } of lists) {
            const span = world.spans[nameOf(filter)]
            if (!span) throw new Error('a list was not loaded')
            const rows = layOut(index.rowsOf(world.conversations), span, listed).here
            const { data } = await page(filter, 100)
            const loaded = data.filter(
              (row) => !span.floor || orderOf(filter)(placeIn(filter, row), span.floor) <= 0,
            )
            expect(rows.map(({ id }) => id)).toEqual(loaded.map(({ id }) => id))
            expect(rows.map(({ tags }) => tags)).toEqual(loaded.map(({ tags }) => tags))
          }
          const all = await desk.agent.api.get('/api/inbox/ids?view=all')
          const open = all.body.data.ids as string[]
          if (open.length > 80) await desk.act({ kind: 'close' }, ...open)
        },
      ),
      { numRuns: 12 },
    )
  }, 180_000)
})
