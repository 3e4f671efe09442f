import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'

const WAIT = { timeout: 10_000, interval: 50 }

onBothDatabases('customers that were exported', (create) => {
  let on: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  const customer = async (email: string, tags: readonly string[]) => {
    const body = { name: 'An', email }
    const { id } = (await server.admin.post('/api/customers', body)).body.data
    await server.admin.put(`/api/customers/${id}/tags`, { add: tags, remove: [] })
    return id as string
  }
  const tag = async (name: string): Promise<string> =>
    (await server.admin.post('/api/tags', { name })).body.data.id
  const shown = async (id: string) => (await server.admin.get(`/api/customers/${id}`)).body.data
  async function fetched(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${server.adminToken}`, 'content-type': 'text/csv' }
    return fetch(`${server.url}${path}`, { ...init, headers })
  }
  async function imported(text: string) {
    const answer = await fetched('/api/imports?name=people.csv', { method: 'POST', body: text })
    const { data } = (await answer.json()) as { data: { id: string; columns: string[] } }
    const until = (state: string) =>
      vi.waitFor(async () => {
        const now = (await server.admin.get(`/api/imports/${data.id}`)).body.data
        expect(now.state).toBe(state)
        return now
      }, WAIT)
    const targets = data.columns.map((name) => (['email', 'tags'].includes(name) ? name : null))
    await server.admin.put(`/api/imports/${data.id}`, { targets, key: 'email' })
    const { newTags } = await until('checked')
    await server.admin.post(`/api/imports/${data.id}/start`)
    const done = await until('done')
    expect(done.newTags).toEqual(newTags)
    return done
  }

  it('come back with the tags they had, whatever those are called', async () => {
    const mark = crypto.randomUUID().slice(0, 8)
    const names = [`VIP, gold ${mark}`, `Hà Nội; Huế ${mark}`, `Mới ${mark}`]
    const [comma, semicolon, plain] = await Promise.all(names.map(tag))
    const wanted = [[comma], [semicolon], [plain], [comma, plain]].map((ids) =>
      ids.flatMap((id) => id ?? []).toSorted(),
    )
    const people = await Promise.all(
      wanted.map((ids, index) => customer(`${index}-${mark}@x.test`, ids)),
    )
    const text = await (await fetched('/api/customers/export')).text()
    expect(text).toContain(`"VIP, gold ${mark}"`)
    for (const [index, id] of people.entries())
      await server.admin.put(`/api/customers/${id}/tags`, { add: [], remove: wanted[index] })
    expect(await imported(text)).toMatchObject({ updated: 4, failed: 0, newTags: [] })
    const tags = await Promise.all(people.map(async (id) => (await shown(id)).tags.toSorted()))
    expect(tags).toEqual(wanted)
  })

  it('have each name of a cell that is no tag, also where the file itself brings such a tag', async () => {
    const mark = crypto.randomUUID().slice(0, 8)
    const [email, other] = [`a-${mark}@x.test`, `b-${mark}@x.test`]
    const rows = [`${email},"x, y ${mark};"`, `${other},"x, y ${mark}"`]
    const done = await imported(`email,tags\n${rows.join('\n')}\n`)
    expect(done.newTags.toSorted()).toEqual(['x', `x, y ${mark}`, `y ${mark}`].toSorted())
  })
})
