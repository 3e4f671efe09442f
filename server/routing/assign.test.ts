import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import type { RoutingSettings } from '../contract/routing.ts'
import {
  appendMessages,
  assignConversation,
  closeConversation,
  openConversation,
  reopenConversation,
  takeConversation,
  transferConversation,
} from '../conversations/index.ts'
import { customerForEmail } from '../customers/index.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { JobRunner } from '../jobs/index.ts'
import { assignWaiting } from './assign.ts'
import {
  addConnection,
  endConnection,
  GRACE_MS,
  sayAvailability,
  sweepConnections,
} from './connections.ts'
import { ASSIGN_WAITING, HAND_BACK, handBack } from './index.ts'
import { updateRouting } from './settings.ts'
import { createTeam, deleteTeam, updateTeam } from './teams.ts'

/** A workspace on two processes (one where the database knows one only), with nobody else in it. */
function workspace(here: Database, there: Database, clock: { ahead: number }) {
  const errors: unknown[] = []
  const jobs = new JobRunner({
    database: here,
    handlers: { [HAND_BACK]: handBack(here), [ASSIGN_WAITING]: () => assignWaiting(here) },
    onError: (error) => errors.push(error),
  })
  const { sql } = here

  const agent = async (name: string) => {
    const now = here.clock.now().toISOString()
    const row = await sql
      .insertInto('users')
      .values({
        id: newId(),
        email: `${newId()}@x.test`,
        name,
        passwordHash: '',
        role: 'agent',
        isActive: 1,
        language: null,
        availability: 'online',
        isPresent: 0,
        isIdle: 0,
        capacity: null,
        lastAssignedAt: null,
        createdAt: now,
        updatedAt: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  }
  const console = (userId: string) => ({ id: `console of ${userId}`, userId })

  return {
    sql,
    agent,
    set: (wanted: Partial<RoutingSettings>) => here.transaction((tx) => updateRouting(tx, wanted)),
    team: (name: string, memberIds: string[]) => createTeam(here, { name, memberIds }),
    members: (id: string, name: string, memberIds: string[]) =>
      updateTeam(here, id, { name, memberIds }),
    disband: (id: string) => deleteTeam(here, id),
    chat: (teamId: string | null = null) =>
      here.transaction(async (tx) => {
        clock.ahead += 10
        const email = `${newId()}@x.test`
        const { customer } = await customerForEmail(tx, { email, name: 'Mai' })
        const wanted = { channel: 'webchat', customer, visitorName: 'Mai', teamId } as const
        return (await openConversation(tx, wanted)).id
      }),
    arrive: (id: string) => addConnection(there, console(id)),
    async leave(id: string) {
      await endConnection(here, console(id).id)
      clock.ahead += GRACE_MS
      await sweepConnections(there)
    },
    say: (id: string, state: 'online' | 'away' | 'offline', isAutomatic = false) =>
      sayAvailability(here, console(id), { state, isAutomatic }),
    capacity: (id: string, capacity: number | null) =>
      sql.updateTable('users').set({ capacity }).where('id', '=', id).execute(),
    deactivate: (id: string) =>
      sql.updateTable('users').set({ isActive: 0 }).where('id', '=', id).execute(),
    /** The customer, or an agent, writes. */
    write: (conversationId: string, type: 'customer' | 'agent') =>
      here.transaction(async (tx) => {
        clock.ahead += 10
        const author = { type, id: newId(), name: 'Somebody' }
        const text = { kind: 'text', visibility: 'public', content: 'Hello' } as const
        await appendMessages(tx, [{ conversationId, author, ...text, clientMessageId: null }])
      }),
    assign: (id: string, to: string | null) =>
      here.transaction(async (tx) => {
        const row = await takeConversation(tx, id)
        await assignConversation(tx, row, to === null ? null : { id: to, name: 'An agent' }, null)
      }),
    /** Gives a conversation away to the queue, of a team if there is one. */
    pass: (id: string, by: string, team: { id: string; name: string } | null = null) =>
      here.transaction(async (tx) => {
        const to = { agent: null, team, note: '', clientMessageId: newId() }
        const row = await takeConversation(tx, id)
        await transferConversation(tx, row, to, { type: 'agent', id: by, name: 'An agent' })
      }),
    free: (id: string, by: string) =>
      here.transaction(async (tx) => {
        const row = await takeConversation(tx, id)
        await assignConversation(tx, row, null, { type: 'agent', id: by, name: 'An agent' })
      }),
    close: (id: string) =>
      here.transaction(async (tx) => closeConversation(tx, await takeConversation(tx, id), null)),
    reopen: (id: string) =>
      here.transaction(async (tx) => reopenConversation(tx, await takeConversation(tx, id), null)),
    async settle() {
      await jobs.runDue()
      if (errors.length > 0) throw errors[0]
      await Promise.all([assignWaiting(here), assignWaiting(there), assignWaiting(here)])
    },
    async assigneeOf(id: string) {
      const row = await sql
        .selectFrom('conversations')
        .select('assigneeId')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return row.assigneeId
    },
    async snapshot() {
      const users = await sql.selectFrom('users').selectAll().execute()
      const members = await sql.selectFrom('teamMembers').selectAll().execute()
      const open = await sql
        .selectFrom('conversations')
        .selectAll()
        .where('status', '=', 'open')
        .execute()
      return { users, members, open }
    },
  }
}

type Workspace = ReturnType<typeof workspace>
type Snapshot = Awaited<ReturnType<Workspace['snapshot']>>
type Conversation = Snapshot['open'][number]

onBothDatabases('conversations that have nobody', (create) => {
  let on: TestDatabase
  let here: Database
  let there: Database
  let clock: { ahead: number }
  let desk: Workspace
  beforeEach(async () => {
    const passed = { ahead: 0 }
    clock = passed
    const time = { now: () => new Date(1_700_000_000_000 + passed.ahead) }
    on = await create()
    here = await on.open(time)
    there = here.dialect === 'postgres' ? await on.open(time) : here
    desk = workspace(here, there, clock)
  })
  afterEach(async () => {
    if (there !== here) await there.close()
    await here.close()
    await on.drop()
  })

  it('stay where they are while people give them out by hand', async () => {
    await desk.arrive(await desk.agent('Linh'))
    const chat = await desk.chat()
    await desk.settle()
    expect(await desk.assigneeOf(chat)).toBeNull()
  })

  it('go round: to the agent who has waited longest for one', async () => {
    await desk.set({ policy: 'round_robin' })
    const agents = [await desk.agent('A'), await desk.agent('B'), await desk.agent('C')]
    for (const each of agents) await desk.arrive(each)
    const got: Array<string | null> = []
    for (let round = 0; round < 6; round++) {
      const chat = await desk.chat()
      await desk.settle()
      got.push(await desk.assigneeOf(chat))
      await desk.close(chat)
    }
    expect(got).toEqual([...agents, ...agents])
  })

  it('go round in the same order when several are given out at once', async () => {
    await desk.set({ policy: 'round_robin' })
    const [first, second] = [await desk.agent('A'), await desk.agent('B')]
    for (const each of [first, second]) await desk.arrive(each)
    const chats = [await desk.chat(), await desk.chat(), await desk.chat()]
    await desk.settle()
    expect(await Promise.all(chats.map((id) => desk.assigneeOf(id)))).toEqual([
      first,
      second,
      first,
    ])
    const next = await desk.chat()
    await desk.settle()
    expect(await desk.assigneeOf(next)).toBe(second)
  })

  it('go to the agent with the fewest open ones', async () => {
    await desk.set({ policy: 'least_busy' })
    const [busy, free] = [await desk.agent('Busy'), await desk.agent('Free')]
    for (let count = 0; count < 2; count++) await desk.assign(await desk.chat(), busy)
    for (const each of [busy, free]) await desk.arrive(each)
    const chats = [await desk.chat(), await desk.chat()]
    await desk.settle()
    expect(await Promise.all(chats.map((id) => desk.assigneeOf(id)))).toEqual([free, free])
  })

  it('wait while every agent has as many as they take, and the longest waiting gets the first room', async () => {
    await desk.set({ policy: 'round_robin', maxOpen: 1 })
    const only = await desk.agent('Linh')
    await desk.arrive(only)
    const [first, second, third] = [await desk.chat(), await desk.chat(), await desk.chat()]
    await desk.settle()
    expect(await Promise.all([first, second, third].map((id) => desk.assigneeOf(id)))).toEqual([
      only,
      null,
      null,
    ])
    await desk.close(first)
    await desk.settle()
    expect(await desk.assigneeOf(second)).toBe(only)
    await desk.capacity(only, 2)
    await desk.settle()
    expect(await desk.assigneeOf(third)).toBe(only)
  })

  it('go to an agent later where the customer has their answer', async () => {
    const answered = await desk.chat()
    await desk.write(answered, 'customer')
    await desk.write(answered, 'agent')
    const waiting = await desk.chat()
    await desk.write(waiting, 'customer')
    const silent = await desk.chat()
    await desk.set({ policy: 'round_robin', maxOpen: 1 })
    const only = await desk.agent('Linh')
    await desk.arrive(only)
    const given: string[] = []
    for (let round = 0; round < 3; round++) {
      await desk.settle()
      for (const id of [answered, waiting, silent])
        if ((await desk.assigneeOf(id)) === only && !given.includes(id)) given.push(id)
      await desk.close(given.at(-1) ?? '')
    }
    expect(given).toEqual([waiting, answered, silent])
  })

  it('of a team go to its members only, and to everybody once the team is gone', async () => {
    await desk.set({ policy: 'least_busy' })
    const [inside, outside] = [await desk.agent('Inside'), await desk.agent('Outside')]
    await desk.arrive(outside)
    const sales = await desk.team('Sales', [inside])
    const chat = await desk.chat(sales.id)
    await desk.settle()
    expect(await desk.assigneeOf(chat)).toBeNull()
    await desk.arrive(inside)
    await desk.settle()
    expect(await desk.assigneeOf(chat)).toBe(inside)
    await desk.leave(inside)
    const later = await desk.chat(sales.id)
    await desk.disband(sales.id)
    await desk.settle()
    expect(await desk.assigneeOf(later)).toBe(outside)
  })

  it('of a team fill its members and nobody else, however much room others have', async () => {
    await desk.set({ policy: 'round_robin', maxOpen: 3 })
    const [inside, outside] = [await desk.agent('Inside'), await desk.agent('Outside')]
    for (const each of [inside, outside]) await desk.arrive(each)
    await desk.capacity(inside, 1)
    const sales = await desk.team('Sales', [inside])
    const chats = [await desk.chat(sales.id), await desk.chat(sales.id), await desk.chat(sales.id)]
    await desk.settle()
    expect(await Promise.all(chats.map((id) => desk.assigneeOf(id)))).toEqual([inside, null, null])
  })

  it('never go to who is away, offline, absent, idle or no longer an agent', async () => {
    await desk.set({ policy: 'round_robin' })
    const names = ['away', 'offline', 'absent', 'idle', 'gone'] as const
    const agents = await Promise.all(names.map((name) => desk.agent(name)))
    const [away = '', offline = '', absent = '', idle = '', gone = ''] = agents
    for (const each of agents) if (each !== absent) await desk.arrive(each)
    await desk.say(away, 'away')
    await desk.say(offline, 'offline')
    await desk.say(idle, 'away', true)
    await desk.deactivate(gone)
    const chat = await desk.chat()
    await desk.settle()
    expect(await desk.assigneeOf(chat)).toBeNull()
    await desk.say(idle, 'online', true)
    await desk.settle()
    expect(await desk.assigneeOf(chat)).toBe(idle)
  })

  it('are given out again when their agent leaves and the workspace wants that', async () => {
    await desk.set({ policy: 'round_robin' })
    const [first, second] = [await desk.agent('A'), await desk.agent('B')]
    await desk.arrive(first)
    const chats = [await desk.chat(), await desk.chat()]
    await desk.settle()
    await desk.arrive(second)
    await desk.leave(first)
    await desk.settle()
    expect(await Promise.all(chats.map((id) => desk.assigneeOf(id)))).toEqual([first, first])
    await desk.arrive(first)
    await desk.set({ whenAway: 'hand_back' })
    await desk.say(first, 'away')
    await desk.settle()
    expect(await Promise.all(chats.map((id) => desk.assigneeOf(id)))).toEqual([first, first])
    await desk.say(first, 'offline')
    await desk.settle()
    expect(await Promise.all(chats.map((id) => desk.assigneeOf(id)))).toEqual([second, second])
  })

  it('stay with an agent who was back before they were handed back', async () => {
    await desk.set({ policy: 'round_robin', whenAway: 'hand_back' })
    const only = await desk.agent('A')
    await desk.arrive(only)
    const chat = await desk.chat()
    await desk.settle()
    await desk.say(only, 'offline')
    await desk.say(only, 'online')
    await desk.settle()
    expect(await desk.assigneeOf(chat)).toBe(only)
  })

  describe('since an agent gave them away', () => {
    let giver: string
    let other: string
    let sales: { id: string; name: string }
    beforeEach(async () => {
      await desk.set({ policy: 'least_busy' })
      giver = await desk.agent('Giver')
      other = await desk.agent('Other')
      sales = await desk.team('Sales', [giver, other])
      for (const each of [giver, other]) await desk.arrive(each)
      for (let count = 0; count < 2; count++) await desk.assign(await desk.chat(), other)
    })

    it.each(['transferred to the team', 'transferred to everybody', 'let go'])(
      '%s, they go to another, however busy',
      async (how) => {
        const chat = await desk.chat(sales.id)
        await desk.settle()
        expect(await desk.assigneeOf(chat)).toBe(giver)
        if (how === 'let go') await desk.free(chat, giver)
        else await desk.pass(chat, giver, how === 'transferred to the team' ? sales : null)
        await desk.settle()
        expect(await desk.assigneeOf(chat)).toBe(other)
      },
    )

    it('by somebody else, they go to another than who had them', async () => {
      const supervisor = await desk.agent('Supervisor')
      const chat = await desk.chat(sales.id)
      await desk.settle()
      await desk.pass(chat, supervisor, sales)
      await desk.settle()
      expect(await desk.assigneeOf(chat)).toBe(other)
    })

    it('they come back when nobody else of the team can take them', async () => {
      const chat = await desk.chat(sales.id)
      await desk.settle()
      await desk.arrive(await desk.agent('Outside'))
      await desk.capacity(other, 2)
      await desk.pass(chat, giver, sales)
      await desk.settle()
      expect(await desk.assigneeOf(chat)).toBe(giver)
    })
  })

  describe('whatever happens', () => {
    const agentAt = fc.nat({ max: 3 })
    const some = fc.nat({ max: 30 })
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          do: fc.constant('chat'),
          at: fc.nat({ max: 1 }),
          to: fc.nat({ max: 5 }),
        }),
      },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('close'), at: some }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen'), at: some }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('free'), at: some }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('assign'), at: some, to: agentAt }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('arrive'), at: agentAt }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('leave'), at: agentAt }) },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constantFrom('online', 'away', 'offline', 'idle', 'busy'),
          at: agentAt,
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constant('capacity'), at: agentAt, to: fc.nat({ max: 4 }) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constantFrom('round_robin', 'least_busy', 'manual') }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('keep', 'hand_back') }) },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constant('members'), at: fc.subarray([0, 1, 2, 3]) }),
      },
    )
    type Step = {
      do: string
      at?: number | number[]
      to?: number
    }

    async function perform(what: Step, chats: string[], agents: string[], team: string) {
      const index = typeof what.at === 'number' ? what.at : 0
      const chat = chats[index % chats.length] ?? ''
      const who = agents[index] ?? ''
      switch (what.do) {
        case 'chat':
          for (let made = 0; made <= (what.to ?? 0); made++)
            chats.push(await desk.chat(index === 0 ? team : null))
          break
        case 'close':
          await desk.close(chat)
          break
        case 'reopen':
          await desk.reopen(chat)
          break
        case 'free':
          await desk.assign(chat, null)
          break
        case 'assign':
          await desk.assign(chat, agents[what.to ?? 0] ?? null)
          break
        case 'arrive':
          await desk.arrive(who)
          break
        case 'leave':
          await desk.leave(who)
          break
        case 'idle':
          await desk.say(who, 'away', true)
          break
        case 'busy':
          await desk.say(who, 'online', true)
          break
        case 'online':
        case 'away':
        case 'offline':
          await desk.say(who, what.do)
          break
        case 'capacity':
          await desk.capacity(who, what.to ?? null)
          break
        case 'members':
          await desk.members(
            team,
            'Team',
            (what.at as number[]).map((at) => agents[at] ?? ''),
          )
          break
        case 'keep':
        case 'hand_back':
          await desk.set({ whenAway: what.do })
          break
        default:
          await desk.set({ policy: what.do as RoutingSettings['policy'] })
      }
    }

    it(
      'nobody gets more than they take, nobody waits while somebody could take them, and the longest waiting goes first',
      { timeout: 120_000 },
      async () => {
        const agents = await Promise.all(['A', 'B', 'C', 'D'].map((name) => desk.agent(name)))
        const team = (await desk.team('Team', agents.slice(0, 2))).id
        await desk.set({ policy: 'least_busy', maxOpen: 2 })
        const chats = [await desk.chat()]
        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
            for (const what of steps) {
              await perform(what, chats, agents, team)
              const before = await desk.snapshot()
              await desk.settle()
              const after = await desk.snapshot()
              const faults = Object.entries(faultsOf(before, after, await policyNow()))
              expect(faults.filter(([, rows]) => rows.length > 0)).toEqual([])
            }
          }),
          { numRuns: 12, endOnFailure: true },
        )
      },
    )

    const policyNow = async () =>
      JSON.parse(
        (
          await desk.sql
            .selectFrom('settings')
            .select('value')
            .where('key', '=', 'routing')
            .executeTakeFirstOrThrow()
        ).value,
      ).policy as RoutingSettings['policy']

    const waitedSince = ({ id, startedAt, waitingSince }: Conversation) =>
      `${waitingSince === null} ${waitingSince ?? startedAt} ${id}`

    function faultsOf(before: Snapshot, after: Snapshot, policy: RoutingSettings['policy']) {
      const loadOf = (id: string) => after.open.filter((row) => row.assigneeId === id).length
      const takes = (id: string) => after.users.find((user) => user.id === id)?.capacity ?? 2
      const isIn = (id: string, teamId: string | null) =>
        teamId === null ||
        after.members.some((member) => member.teamId === teamId && member.userId === id)
      const able = after.users.filter(
        (user) => user.isPresent && !user.isIdle && user.availability === 'online',
      )
      const given = after.open.filter((row) => {
        const was = before.open.find((each) => each.id === row.id)
        return row.assigneeId !== null && was?.assigneeId !== row.assigneeId
      })
      const waiting = after.open.filter((row) => row.assigneeId === null)

      const agentOf = (row: Conversation) => row.assigneeId ?? ''
      const isAble = (id: string) => able.some((user) => user.id === id)
      const isPassed = (row: Conversation) =>
        waiting.some(
          (other) => isIn(agentOf(row), other.teamId) && waitedSince(other) < waitedSince(row),
        )
      const isLeft = (row: Conversation) =>
        policy !== 'manual' && able.some(({ id }) => isIn(id, row.teamId) && loadOf(id) < takes(id))
      return {
        toWhoIsNotThere: given.filter((row) => !isAble(agentOf(row))),
        tooMany: given.filter((row) => loadOf(agentOf(row)) > takes(agentOf(row))),
        toAnotherTeam: given.filter((row) => !isIn(agentOf(row), row.teamId)),
        againstTheOrder: given.filter(isPassed),
        byNobodysWish: policy === 'manual' ? given : [],
        leftWaiting: waiting.filter(isLeft),
      }
    }
  })
})
