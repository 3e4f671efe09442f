import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'

const path = '/api/canned-replies'

onBothDatabases('canned replies', (create) => {
  let on: TestDatabase
  let server: TestServer
  let lead: Account
  let linh: Account
  let tuan: Account
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    lead = await server.signIn('supervisor', 'Lead')
    linh = await server.signIn('agent', 'Linh')
    tuan = await server.signIn('agent', 'Tuấn')
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  let made = 0
  const reply = (more: object = {}) => ({
    shortcut: `reply-${++made}`,
    title: 'Greeting',
    text: 'Hello {{customer.firstName|there}}!',
    ...more,
  })
  const keep = async (by: Account, body: object) => {
    const answer = await by.api.post(path, body)
    expect(answer.status).toBe(201)
    return answer.body.data
  }
  const seenBy = async (who: Account): Promise<string[]> => {
    const { body } = await who.api.get(path)
    return body.data.map(({ id }: { id: string }) => id)
  }

  it('are everybody’s or one agent’s, and keep their text as it is', async () => {
    const text = '  Chào {{customer.name}},\n\n- **một**\n'
    const shared = await keep(lead, reply({ isShared: true, language: 'vi', text }))
    const own = await keep(linh, reply())
    expect(shared).toMatchObject({ text, language: 'vi', isShared: true, uses: 0 })
    expect(own).toMatchObject({ language: null, isShared: false })
    expect(await seenBy(linh)).toEqual(expect.arrayContaining([shared.id, own.id]))
    const others = await seenBy(tuan)
    expect(others).toContain(shared.id)
    expect(others).not.toContain(own.id)
  })

  it('that are everybody’s are kept by supervisors and up', async () => {
    const shared = await keep(lead, reply({ isShared: true }))
    const own = await keep(linh, reply())
    const one = `${path}/${shared.id}`
    const refused = [
      await linh.api.post(path, reply({ isShared: true })),
      await linh.api.put(one, reply({ isShared: true })),
      await linh.api.put(one, reply()),
      await linh.api.put(`${path}/${own.id}`, reply({ isShared: true })),
      await linh.api.delete(one),
    ]
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    expect((await lead.api.put(one, reply({ isShared: true, title: 'New' }))).body.data.title).toBe(
      'New',
    )
    expect((await lead.api.delete(one)).status).toBe(204)
    expect(await seenBy(linh)).not.toContain(shared.id)
  })

  it('are told of to whom they are for when they change, and nothing of what they say', async () => {
    const console = await server.socket('/console', { token: linh.token })
    await console.next('hello')
    const told = async () =>
      (await console.next('event', ({ kind }) => kind === 'cannedReplies.changed')).body
    const shared = await keep(lead, reply({ isShared: true }))
    expect(await told()).toEqual({ ownerId: null })
    // No longer everybody's: everybody has to hear so.
    await lead.api.put(`${path}/${shared.id}`, reply())
    expect(await told()).toEqual({ ownerId: null })
    await lead.api.delete(`${path}/${shared.id}`)
    expect(await told()).toEqual({ ownerId: lead.id })
  })

  it('of somebody else are not there', async () => {
    const { id } = await keep(linh, reply())
    const answers = [
      await tuan.api.put(`${path}/${id}`, reply()),
      await lead.api.delete(`${path}/${id}`),
      await tuan.api.post(`${path}/${id}/use`),
      await tuan.api.delete(`${path}/nobody`),
    ]
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 404, body: { code: 'canned_reply_not_found' } })
  })

  it('have a shortcut once in each language, among the shared ones and among each agent’s own', async () => {
    const shortcut = 'hoàn-tiền'
    const first = await keep(linh, reply({ shortcut: ` ${shortcut.toUpperCase()} ` }))
    expect(first.shortcut).toBe(shortcut)
    expect(await linh.api.post(path, reply({ shortcut }))).toMatchObject({
      status: 409,
      body: { code: 'shortcut_taken' },
    })
    await keep(linh, reply({ shortcut, language: 'vi' }))
    await keep(tuan, reply({ shortcut }))
    await keep(lead, reply({ shortcut, isShared: true }))
    expect((await lead.api.post(path, reply({ shortcut, isShared: true }))).status).toBe(409)
    const other = await keep(linh, reply())
    expect((await linh.api.put(`${path}/${other.id}`, reply({ shortcut }))).status).toBe(409)
    expect((await linh.api.put(`${path}/${first.id}`, reply({ shortcut }))).status).toBe(200)
  })

  it('that are used most come first', async () => {
    const [rare, often] = [await keep(tuan, reply()), await keep(tuan, reply())]
    await tuan.api.post(`${path}/${often.id}/use`)
    await tuan.api.post(`${path}/${rare.id}/use`)
    expect(await tuan.api.post(`${path}/${often.id}/use`)).toMatchObject({
      status: 200,
      body: { data: { id: often.id, uses: 2 } },
    })
    const seen = await seenBy(tuan)
    expect(seen.slice(0, 2)).toEqual([often.id, rare.id])
    const { body } = await tuan.api.get(path)
    expect(body.data.slice(0, 2).map(({ uses }: { uses: number }) => uses)).toEqual([2, 1])
  })

  describe('refuse', () => {
    it.each([
      ['shortcut', { shortcut: 'two words' }],
      ['shortcut', { shortcut: '/' }],
      ['title', { title: ' ' }],
      ['text', { text: ' \u200b\n' }],
      ['text', { text: 'x'.repeat(10_001) }],
      ['language', { language: 'fr' }],
      ['ownerId', { ownerId: crypto.randomUUID() }],
    ])('a wrong %s', async (field, more) => {
      const { status, body } = await linh.api.post(path, reply(more))
      expect(status).toBe(400)
      expect(body.errors.map(({ path: at }: { path: string }) => at)).toEqual([field])
    })
  })
})
