import { afterEach, beforeEach, expect, it } from 'vitest'
import { onBothDatabases } from '../../tests/support/databases.ts'
import { type NotifiedDesk, openDesk } from '../../tests/support/notified-desk.ts'
import { append } from '../stream/index.ts'
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

  it('tell nothing of what happened long before it was stored', async () => {
    const chat = await desk.chatOf(desk.linh)
    await desk.told(desk.linh, 'assigned')
    const { database } = desk.server
    const { sql } = database
    const old = new Date(Date.now() - 7_200_000).toISOString()
    const row = await sql
      .selectFrom('events')
      .selectAll()
      .where('kind', '=', 'conversation.started')
      .executeTakeFirstOrThrow()
    const state = JSON.parse(row.body).conversation
    const message = (sentAt: string, content: string) => ({
      kind: 'message.added' as const,
      refs: { conversationId: chat.id },
      body: {
        message: {
          id: crypto.randomUUID(),
          conversationId: chat.id,
          seq: 1,
          afterSeq: null,
          author: { type: 'customer' as const, id: null, name: 'Mai' },
          kind: 'text' as const,
          visibility: 'public' as const,
          content,
          clientMessageId: null,
          sentAt,
        },
        conversation: { ...state, assignee: { id: desk.linh.id, name: 'Linh' } },
      },
    })
    await database.transaction(async (tx) => {
      append(tx, message(old, 'from last year'))
      append(tx, message(new Date().toISOString(), 'from now'))
    })
    await desk.told(desk.linh, 'message')
    const told = (await desk.list(desk.linh)).filter(({ kind }) => kind === 'message')
    expect(told.map(({ excerpt }) => excerpt)).toEqual(['from now'])
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
