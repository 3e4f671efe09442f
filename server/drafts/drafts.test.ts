import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { type Account, startServer, type TestServer } from '../../tests/support/server.ts'

onBothDatabases('drafts', (create) => {
  let on: TestDatabase
  let server: TestServer
  let linh: Account
  let tuan: Account
  let id: string
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    linh = await server.signIn('agent', 'Linh')
    tuan = await server.signIn('agent', 'Tuấn')
  })
  beforeEach(async () => {
    const customer = await server.socket('/chat')
    const started = await customer.ask('startChat', {
      customerEmail: `${crypto.randomUUID()}@x.test`,
      customerName: 'Mai',
    })
    id = started.sessionId
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const save = (reply: string, base: number, more: object = {}, by = linh) =>
    by.api.put(`/api/drafts/${id}`, { mode: 'reply', reply, note: '', base, ...more })
  const kept = async (by = linh) => {
    const { body } = await by.api.get('/api/drafts')
    return body.data.filter((draft: { conversationId: string }) => draft.conversationId === id)
  }

  it('are kept as they were written, the reply and the note each by itself', async () => {
    const written = { mode: 'note', note: '  hỏi lại\n', sinceSeq: 3 }
    const { body } = await save('Dạ chị ơi ', 0, written)
    expect(body.data).toMatchObject({
      conversationId: id,
      reply: 'Dạ chị ơi ',
      ...written,
    })
    expect(await kept()).toEqual([body.data])
  })

  it('are their agent’s alone', async () => {
    await save('mine', 0)
    await save('theirs', 0, {}, tuan)
    expect((await kept())[0].reply).toBe('mine')
    expect((await kept(tuan))[0].reply).toBe('theirs')
    await tuan.api.delete(`/api/drafts/${id}`)
    expect((await kept())[0].reply).toBe('mine')
  })

  const versionOf = async (answer: ReturnType<typeof save>): Promise<number> =>
    (await answer).body.data.version

  it('change over the version they were read at, and not over a later one', async () => {
    const first = await versionOf(save('one', 0))
    const second = await versionOf(save('two', first))
    expect(second).toBeGreaterThan(first)
    expect(await save('stale', first)).toMatchObject({
      status: 409,
      body: { code: 'draft_changed' },
    })
    expect(await save('begun anew', 0)).toMatchObject({ status: 409 })
    expect((await kept())[0]).toMatchObject({ reply: 'two', version: second })
  })

  it('of two that change the same version at once one is kept, and the other is told', async () => {
    const base = await versionOf(save('one', 0))
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((text) => save(text, base)))
    const taken = answers.filter(({ status }) => status === 200)
    expect(taken).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(3)
    expect(await kept()).toEqual([taken[0]?.body.data])
  })

  it('are gone when nothing is written any more, or when they are dropped', async () => {
    const first = await versionOf(save('one', 0))
    const { body } = await save('', first)
    expect(body.data).toMatchObject({ reply: '', note: '' })
    expect(await kept()).toEqual([])
    const again = await versionOf(save('begun anew', 0))
    expect(again).toBeGreaterThan(first)
    expect(await linh.api.delete(`/api/drafts/${id}?base=${first}`)).toMatchObject({ status: 409 })
    expect(await linh.api.delete(`/api/drafts/${id}?base=${again}`)).toMatchObject({ status: 204 })
    expect(await kept()).toEqual([])
    expect(await linh.api.delete(`/api/drafts/${id}?base=${again}`)).toMatchObject({ status: 204 })
  })

  it('are told to their agent’s windows, and to nobody else nor the stream', async () => {
    const [own, other] = await Promise.all([
      server.socket('/console', { token: linh.token }),
      server.socket('/console', { token: tuan.token }),
    ])
    const { head } = await own.next('hello')
    await other.next('hello')
    const { body } = await save('Xin chào', 0)
    expect(await own.next('draft')).toEqual(body.data)
    await linh.api.delete(`/api/drafts/${id}`)
    expect(await own.next('draft')).toMatchObject({ conversationId: id, reply: '', note: '' })
    await save('another agent’s', 0, {}, tuan)
    await other.next('draft')
    expect(other.received('draft')).toHaveLength(1)
    expect(own.received('draft')).toHaveLength(2)
    const { events } = await own.ask('catchUp', { after: head })
    expect(JSON.stringify(events)).not.toContain('Xin chào')
  })

  it('are written in conversations there are, within a length', async () => {
    id = crypto.randomUUID()
    expect(await save('lost', 0)).toMatchObject({
      status: 404,
      body: { code: 'conversation_not_found' },
    })
    const body = { mode: 'shout', reply: 'x'.repeat(50_001), note: 1, base: -1 }
    const refused = await linh.api.put(`/api/drafts/${id}`, body)
    expect(refused.body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
      'base',
      'mode',
      'note',
      'reply',
    ])
  })

  it('are versions of no number that cannot be counted on from', async () => {
    expect((await save('far ahead', Number.MAX_SAFE_INTEGER)).status).toBe(400)
    expect((await linh.api.get('/api/drafts')).status).toBe(200)
  })
})
