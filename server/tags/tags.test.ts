import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, onPostgres, type TestDatabase } from '../../tests/support/databases.ts'
import { type InboxDesk, openInboxDesk } from '../../tests/support/inbox-desk.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'
import { turnsDuring } from '../../tests/support/turns.ts'
import { customerForEmail, tagCustomer } from '../customers/index.ts'
import { deleteTag } from './actions.ts'

let made = 0
const fresh = (name: string) => `${name} ${++made}`

onBothDatabases('tags', (create) => {
  let on: TestDatabase
  let server: TestServer
  let desk: InboxDesk
  let chief: Account
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    desk = await openInboxDesk(server)
    chief = await server.signIn('supervisor')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const createTag = (name: string, color = 'blue') => chief.api.post('/api/tags', { name, color })
  const tag = async (name = fresh('tag')): Promise<{ id: string; name: string }> =>
    (await createTag(name)).body.data
  const names = async () =>
    (await desk.agent.api.get('/api/tags')).body.data.map((one: { name: string }) => one.name)
  const tagsOf = async (id: string) => (await desk.stateOf(id)).tags
  const told = (kind: string, id: string) =>
    desk.console.next(
      'event',
      (event) => event.kind === kind && (event.body.tag?.id ?? event.body.id) === id,
    )

  it('are made by supervisors, listed by name, and told to every console', async () => {
    const refund = await tag('refund')
    await tag('Đơn hàng')
    await tag('Apple')
    expect(await names()).toEqual(['Apple', 'refund', 'Đơn hàng'])
    expect((await told('tag.changed', refund.id)).body.tag).toEqual({
      id: refund.id,
      name: 'refund',
      color: 'blue',
    })
    const { status } = await desk.agent.api.post('/api/tags', { name: 'mine' })
    expect(status).toBe(403)
  })

  it('have names that are unique whatever their case', async () => {
    const { name } = await tag('Khiếu nại')
    for (const same of ['khiếu nại', ' KHIẾU NẠI ', name.normalize('NFD')])
      expect((await createTag(same)).body.code).toBe('tag_name_taken')
    const other = await tag()
    const renamed = await chief.api.put(`/api/tags/${other.id}`, { name: 'KHIẾU nại' })
    expect(renamed.body.code).toBe('tag_name_taken')
    const better = await chief.api.put(`/api/tags/${other.id}`, {
      name: fresh('new'),
      color: 'red',
    })
    expect(better.body.data).toMatchObject({ id: other.id, color: 'red' })
  })

  it('mark conversations, which are found by them', async () => {
    const [urgent, billing] = [await tag(), await tag()]
    const [one, two] = [await desk.startChat(), await desk.startChat()]
    await desk.act({ kind: 'tag', add: [urgent.id, billing.id], remove: [] }, one.id)
    await desk.act({ kind: 'tag', add: [urgent.id], remove: [] }, two.id)
    expect((await tagsOf(one.id)).toSorted()).toEqual([urgent.id, billing.id].toSorted())
    expect(await desk.listed(`tags=${urgent.id}`)).toEqual([two.id, one.id])
    expect(await desk.listed(`tags=${urgent.id},${billing.id}`)).toEqual([one.id])
    const event = await desk.console.next(
      'event',
      ({ kind, refs }) => kind === 'conversation.changed' && refs.conversationId === two.id,
    )
    expect(event.body).toMatchObject({
      change: 'tagged',
      by: { id: desk.agent.id },
      conversation: { tags: [urgent.id] },
    })
  })

  it('stay on a conversation in every fact about it', async () => {
    const { id: tagId } = await tag()
    const { id, say } = await desk.startChat()
    await desk.act({ kind: 'tag', add: [tagId], remove: [] }, id)
    await say('hello')
    const event = await desk.console.next(
      'event',
      ({ kind, refs }) => kind === 'message.added' && refs.conversationId === id,
    )
    expect(event.body.conversation.tags).toEqual([tagId])
  })

  it('taken back leave what others did since', async () => {
    const [first, second, third] = [await tag(), await tag(), await tag()]
    const { id } = await desk.startChat()
    await desk.act({ kind: 'tag', add: [first.id], remove: [] }, id)
    const { undoId } = await desk.act({ kind: 'tag', add: [second.id], remove: [first.id] }, id)
    await desk.act({ kind: 'tag', add: [third.id], remove: [] }, id)
    await desk.undo(undoId)
    expect((await tagsOf(id)).toSorted()).toEqual([first.id, third.id].toSorted())
  })

  describe('that are merged or deleted', () => {
    it('give their conversations the other tag, once where they have both', async () => {
      const [old, good] = [await tag(), await tag()]
      const [one, two] = [await desk.startChat(), await desk.startChat()]
      await desk.act({ kind: 'tag', add: [old.id], remove: [] }, one.id)
      await desk.act({ kind: 'tag', add: [old.id, good.id], remove: [] }, two.id)
      const merged = await chief.api.post(`/api/tags/${old.id}/merge`, { intoId: good.id })
      expect(merged).toMatchObject({ status: 200, body: { data: { id: good.id } } })
      for (const { id } of [one, two]) expect(await tagsOf(id)).toEqual([good.id])
      expect(await names()).not.toContain(old.name)
      await told('tag.deleted', old.id)
    })

    it('leave many people a few at a time, so that chats go on meanwhile', async () => {
      const { id } = await tag()
      const { database } = server
      await database.transaction(async (tx) => {
        for (let number = 0; number < 120; number++) {
          const visitor = { email: `${number}@tagged.test`, name: 'An' }
          const { customer } = await customerForEmail(tx, visitor)
          await tagCustomer(tx, customer, { add: [id], remove: [] }, null)
        }
      })
      const by = { type: 'agent', id: chief.id, name: 'Chief' } as const
      const deleting = () => deleteTag(database, id, by)
      expect(await turnsDuring(deleting)).toBeGreaterThanOrEqual(3)
      const used = database.sql.selectFrom('customerTags').selectAll().where('tagId', '=', id)
      expect(await used.execute()).toEqual([])
    })

    it('are gone from every conversation', async () => {
      const { id: tagId } = await tag()
      const { id } = await desk.startChat()
      await desk.act({ kind: 'tag', add: [tagId], remove: [] }, id)
      expect((await desk.agent.api.delete(`/api/tags/${tagId}`)).status).toBe(403)
      expect((await chief.api.delete(`/api/tags/${tagId}`)).status).toBe(204)
      expect(await tagsOf(id)).toEqual([])
      expect((await chief.api.delete(`/api/tags/${tagId}`)).body.code).toBe('tag_not_found')
      const again = await chief.api.post(`/api/tags/${tagId}/merge`, { intoId: tagId })
      expect(again.body.code).toBe('tag_not_found')
    })
  })
})

onPostgres('a tag that is used while it is deleted', (create) => {
  it('is on no conversation afterwards', async () => {
    const on = await create()
    const server = await startServer(on)
    const desk = await openInboxDesk(server)
    const { id: tagId } = (await server.admin.post('/api/tags', { name: 'late' })).body.data
    const chats = await Promise.all(Array.from({ length: 12 }, () => desk.startChat()))
    const acts = chats.map(({ id }) =>
      desk.agent.api.post('/api/inbox/bulk', {
        ids: [id],
        act: { kind: 'tag', add: [tagId] },
      }),
    )
    const [deleted] = await Promise.all([server.admin.delete(`/api/tags/${tagId}`), ...acts])
    expect(deleted?.status).toBe(204)
    for (const { id } of chats) expect((await desk.stateOf(id)).tags).toEqual([])
    await server.stop()
    await on.drop()
  })
})
