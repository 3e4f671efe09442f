import { afterEach, beforeEach, expect, it } from 'vitest'
import { onBothDatabases } from '../../tests/support/databases.ts'
import {
  drivenClock,
  type NotifiedDesk,
  openDesk,
  SOON,
  type TestChat,
} from '../../tests/support/notified-desk.ts'
import type { Account } from '../../tests/support/server.ts'

onBothDatabases('a customer who waits for an answer', (create) => {
  let desk: NotifiedDesk
  let boss: Account
  let clock: ReturnType<typeof drivenClock>
  beforeEach(async () => {
    clock = drivenClock()
    desk = await openDesk(await create(), clock)
    boss = await desk.server.signIn('supervisor', 'Minh')
    await desk.server.admin.put('/api/settings/escalation', { isOn: false })
    await desk.server.admin.put('/api/settings/response-target', { isOn: true, minutes: 15 })
  })
  afterEach(() => desk.close())

  const due = async (of: Account) =>
    (await desk.list(of)).filter(({ kind }) => kind === 'response_due')
  async function answer({ id: conversationId }: TestChat) {
    const console = await desk.console(desk.linh)
    const clientMessageId = crypto.randomUUID()
    const words = { content: 'Soon', visibility: 'public', clientMessageId }
    const { message } = await console.ask('send', { conversationId, ...words })
    expect(message).toMatchObject({ content: 'Soon' })
  }
  const planned = () =>
    desk.server.database.sql
      .selectFrom('jobs')
      .select('runAt')
      .where('kind', '=', 'responseDue')
      .execute()

  it('is told of to whoever has the conversation, and in the end to supervisors', async () => {
    const chat = await desk.chatOf(desk.linh)
    await chat.say('Where is my order?')
    await expect.poll(planned, SOON).toHaveLength(1)
    clock.forward(10 * 60 + 1)
    await expect.poll(() => due(desk.linh), SOON).toMatchObject([{ isUrgent: false, who: 'Mai' }])
    expect(await due(boss)).toEqual([])
    await expect.poll(planned, SOON).toHaveLength(1)
    clock.forward(5 * 60)
    await expect.poll(() => due(boss), SOON).toMatchObject([{ isUrgent: true }])
    expect(await due(desk.linh)).toHaveLength(2)
    expect(await due(desk.hoa)).toEqual([])
    await expect.poll(planned, SOON).toEqual([])

    // Answered, nobody has to look at it any more.
    await answer(chat)
    const unread = async (of: Account) => (await due(of)).filter(({ readAt }) => readAt === null)
    await expect.poll(() => unread(boss), SOON).toEqual([])
    await expect.poll(() => unread(desk.linh), SOON).toEqual([])
  })

  it('is watched anew after an answer, from their next message on', async () => {
    const chat = await desk.chatOf(desk.linh)
    await chat.say('Where is my order?')
    await expect.poll(planned, SOON).toHaveLength(1)
    await answer(chat)
    clock.forward(9 * 60)
    await chat.say('When?')
    await desk.told(desk.linh, 'message')
    // What was planned for the first wait finds another one.
    clock.forward(2 * 60)
    const second = async () => (await planned())[0]?.runAt ?? ''
    await expect
      .poll(async () => Date.parse(await second()) > clock.now().getTime() + 60_000, SOON)
      .toBe(true)
    expect(await due(desk.linh)).toEqual([])
    clock.forward(9 * 60)
    await expect.poll(() => due(desk.linh), SOON).toHaveLength(1)
  })

  it('is told of when a snooze of the conversation ends, not before', async () => {
    const chat = await desk.chatOf(desk.linh)
    await chat.say('Where is my order?')
    await expect.poll(planned, SOON).toHaveLength(1)
    const until = new Date(clock.now().getTime() + 20 * 60_000).toISOString()
    const act = { kind: 'snooze', until }
    await desk.linh.api.post('/api/inbox/bulk', { ids: [chat.id], act })
    clock.forward(12 * 60)
    await expect.poll(planned, SOON).toEqual([])
    expect(await due(desk.linh)).toEqual([])
    clock.forward(9 * 60)
    await expect.poll(() => due(desk.linh), SOON).toMatchObject([{ isUrgent: true }])
  })

  it('does not wait while the workspace is closed', async () => {
    const week = Array.from({ length: 7 }, () => [])
    await desk.server.admin.put('/api/settings/webchat', {
      hours: { isOn: true, zone: 'UTC', week },
    })
    const chat = await desk.chatOf(desk.linh)
    await chat.say('Anybody?')
    await desk.told(desk.linh, 'message')
    expect(await planned()).toEqual([])
  })

  const NEVER = { isOn: true, zone: 'UTC', week: Array.from({ length: 7 }, () => []) }
  /** The team that new chats go to, with Linh in it. */
  async function chatTeam(hours: object | null) {
    const team = { name: 'Chats', memberIds: [desk.linh.id], hours }
    const { body } = await desk.server.admin.post('/api/teams', team)
    await desk.server.admin.put('/api/settings/routing', { teamId: body.data.id })
    return { ...team, id: body.data.id as string }
  }
  const plannedAt = async () => (await planned()).map(({ runAt }) => new Date(runAt).getTime())
  const minutesAgo = (minutes: number) => {
    const at = new Date(clock.now().getTime() - minutes * 60_000)
    return at.toISOString().slice(11, 16)
  }

  it('waits in the hours of the team whose conversation it is, not in the workspace’s', async () => {
    await desk.server.admin.put('/api/settings/webchat', { hours: NEVER })
    await chatTeam({ isOn: false })
    const chat = await desk.chat()
    await chat.say('Anybody?')
    await expect.poll(planned, SOON).toHaveLength(1)
    clock.forward(10 * 60 + 1)
    await expect.poll(() => due(desk.linh), SOON).toMatchObject([{ isUrgent: false }])
    expect(await due(desk.hoa)).toEqual([])
  })

  it('does not wait while the team is closed, though the workspace is open', async () => {
    await chatTeam(NEVER)
    const chat = await desk.chatOf(desk.linh)
    await chat.say('Anybody?')
    await desk.told(desk.linh, 'message')
    expect(await planned()).toEqual([])
  })

  it('goes on in the hours the team has by then, and in those of another team it has come to', async () => {
    const team = await chatTeam(null)
    const chat = await desk.chat()
    await chat.say('Where is my order?')
    await expect.poll(planned, SOON).toHaveLength(1)
    const [first = 0] = await plannedAt()
    // They closed a minute before the message, and open for the rest of the day in half an hour.
    const week = Array.from({ length: 7 }, () => [{ from: minutesAgo(-30), to: minutesAgo(1) }])
    const hours = { isOn: true, zone: 'UTC', week }
    await desk.server.admin.put(`/api/teams/${team.id}`, { ...team, id: undefined, hours })
    clock.forward(11 * 60)
    const later = async () => Math.max(...(await plannedAt())) - first
    await expect.poll(later, SOON).toBeGreaterThan(20 * 60_000)
    expect(await due(desk.linh)).toEqual([])

    const act = { kind: 'team', teamId: null }
    await desk.linh.api.post('/api/inbox/bulk', { ids: [chat.id], act })
    await expect.poll(() => due(desk.hoa), SOON).toMatchObject([{ isUrgent: false }])
    clock.forward(5 * 60)
    const isOver = async () => (await due(desk.hoa)).some(({ isUrgent }) => isUrgent)
    await expect.poll(isOver, SOON).toBe(true)
  })

  it('is watched from the moment their chat comes from a team that never answers to one that does, and the other way round', async () => {
    const team = await chatTeam(NEVER)
    const chat = await desk.chatOf(desk.linh)
    await chat.say('Anybody?')
    await desk.told(desk.linh, 'message')
    expect(await planned()).toEqual([])
    const give = (teamId: string | null) =>
      desk.linh.api.post('/api/inbox/bulk', { ids: [chat.id], act: { kind: 'team', teamId } })
    await give(null)
    await expect.poll(planned, SOON).toHaveLength(1)
    await give(team.id)
    await expect.poll(planned, SOON).toEqual([])

    // Also when they are answered before they are given on, and write again there.
    await give(null)
    await expect.poll(planned, SOON).toHaveLength(1)
    await answer(chat)
    await give(team.id)
    await expect.poll(planned, SOON).toEqual([])
  })

  it('is nobody’s trouble where no target is set, and only admins set one', async () => {
    await desk.server.admin.put('/api/settings/response-target', { isOn: false })
    const chat = await desk.chatOf(desk.linh)
    await chat.say('Where is my order?')
    await desk.told(desk.linh, 'message')
    expect(await planned()).toEqual([])
    const { api } = desk.linh
    expect((await api.get('/api/settings/response-target')).body.data).toEqual({
      isOn: false,
      minutes: 15,
    })
    expect((await api.put('/api/settings/response-target', { isOn: true })).status).toBe(403)
    const wrong = await desk.server.admin.put('/api/settings/response-target', { minutes: 0 })
    expect(wrong.status).toBe(400)
  })
})
