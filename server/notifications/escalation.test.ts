import { afterEach, beforeEach, expect, it } from 'vitest'
import { onBothDatabases } from '../../tests/support/databases.ts'
import type { Account } from '../../tests/support/server.ts'
import {
  drivenClock,
  type NotifiedDesk,
  openDesk,
  SOON,
} from '../../tests/support/notified-desk.ts'

onBothDatabases('a chat nobody takes', (create) => {
  let desk: NotifiedDesk
  let clock: ReturnType<typeof drivenClock>
  beforeEach(async () => {
    clock = drivenClock()
    desk = await openDesk(await create(), clock)
    await desk.server.admin.put('/api/settings/escalation', { againAfter: 60, othersAfter: 180 })
    const team = await desk.server.admin.post('/api/teams', {
      name: 'Sales',
      memberIds: [desk.linh.id],
    })
    await desk.server.admin.put('/api/settings/routing', { teamId: team.body.data.id })
  })
  afterEach(() => desk.close())

  const urgent = async (of: Account) =>
    (await desk.list(of)).filter(({ isUrgent, kind }) => isUrgent && kind === 'escalated')

  const waiting = () =>
    desk.server.database.sql
      .selectFrom('jobs')
      .select('kind')
      .where('kind', '=', 'escalate')
      .execute()

  it('is told again to the same people, and then to others', async () => {
    await desk.chat()
    await desk.told(desk.linh, 'new_chat')
    clock.forward(61)
    await expect.poll(() => urgent(desk.linh), SOON).toHaveLength(1)
    expect(await desk.list(desk.hoa)).toEqual([])
    clock.forward(120)
    await expect.poll(() => urgent(desk.hoa), SOON).toHaveLength(1)
    expect(await urgent(desk.linh)).toHaveLength(2)
    expect(await waiting()).toEqual([])
    // Told three times, it is one thing that waits.
    const { body } = await desk.linh.api.get('/api/notifications?show=unread')
    expect(body.data).toMatchObject([{ kind: 'escalated', isUrgent: true }])
  })

  it('is told no more once somebody has it, and what was told is withdrawn', async () => {
    const chat = await desk.chat()
    await desk.told(desk.linh, 'new_chat')
    clock.forward(61)
    await expect.poll(() => urgent(desk.linh), SOON).toHaveLength(1)
    await expect.poll(waiting, SOON).toHaveLength(1)
    await desk.server.admin.post(`/api/chat/sessions/${chat.id}/assign`, { agentId: desk.linh.id })
    await expect.poll(waiting, SOON).toEqual([])
    await expect
      .poll(async () => (await urgent(desk.linh)).every(({ readAt }) => readAt !== null), SOON)
      .toBe(true)
  })

  it('is told once where the workspace wants that', async () => {
    await desk.server.admin.put('/api/settings/escalation', { isOn: false })
    await desk.chat()
    await desk.told(desk.linh, 'new_chat')
    expect(await waiting()).toEqual([])
  })
})
