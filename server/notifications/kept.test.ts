import { afterEach, beforeEach, expect, it } from 'vitest'
import { onBothDatabases } from '../../tests/support/databases.ts'
import { type NotifiedDesk, openDesk } from '../../tests/support/notified-desk.ts'
import { dropOld } from './retention.ts'
import { tellOfGivenUp } from './system.ts'

onBothDatabases('notifications', (create) => {
  let desk: NotifiedDesk
  beforeEach(async () => {
    desk = await openDesk(await create())
  })
  afterEach(() => desk.close())

  it('are kept for a quarter, and then gone from the count too', async () => {
    await desk.chatOf(desk.linh)
    const { id } = await desk.told(desk.linh, 'assigned')
    const { database } = desk.server
    const standing = async () =>
      (await desk.linh.api.get('/api/notifications/standing')).body.data.unread
    const unread = await standing()
    const age = async (days: number) => {
      const createdAt = new Date(Date.now() - days * 86_400_000).toISOString()
      await database.sql
        .updateTable('notifications')
        .set({ createdAt })
        .where('id', '=', id)
        .execute()
      await dropOld(database)({}, { attempts: 1 })
    }
    await age(89)
    expect(await standing()).toBe(unread)
    await age(91)
    expect(await standing()).toBe(unread - 1)
    expect((await desk.linh.api.get(`/api/notifications/${id}/log`)).status).toBe(404)
  })

  it('tell admins, and nobody else, of a job that is given up', async () => {
    const { database, admin } = desk.server
    await database.transaction((tx) =>
      tellOfGivenUp(tx, { id: crypto.randomUUID(), kind: 'housekeeping' }),
    )
    expect((await admin.get('/api/notifications')).body.data).toMatchObject([
      { kind: 'system', excerpt: 'housekeeping' },
    ])
    expect(await desk.list(desk.linh)).toEqual([])
  })
})
