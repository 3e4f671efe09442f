import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { checkFile, importStands, sendFile, takeFile } from '../../tests/support/imports.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import type { Database } from '../db/transaction.ts'
import { FileStore } from '../files/index.ts'
import { erasedAt } from '../privacy/index.ts'
import { importWhenAsked } from './job.ts'
import { NOTHING_YET } from './queries.ts'
import { type CsvRow, rowsOf } from './read.ts'

onBothDatabases('importing customers', (create) => {
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

  const freshEmail = () => `${crypto.randomUUID()}@x.test`
  const read = async (path: string) => (await server.admin.get(path)).body.data
  const customer = (email: string) => read(`/api/customers/email/${email}`)

  describe('reads a file', () => {
    it.each([
      ['commas', 'email,name\r\na@x.test,Mai\r\n', ','],
      ['semicolons and a mark', '\ufeffemail;name\na@x.test;"Mai; Lan"\n', ';'],
      ['tabs', 'email\tname\na@x.test\tMai, Lan', '\t'],
    ])('with %s', async (_, text, delimiter) => {
      const { status, body } = await sendFile(server, text)
      expect(status).toBe(201)
      expect(body.data).toMatchObject({
        delimiter,
        columns: ['email', 'name'],
        sample: [['a@x.test', expect.stringMatching(/^Mai/)]],
        state: 'uploaded',
      })
    })

    it.each([
      ['in another encoding', new Uint8Array([0x65, 0x2c, 0xe9, 0x0a, 0x61]), 'import_encoding'],
      ['in UTF-16', new Uint8Array([0xff, 0xfe, 0x65, 0, 0x0a, 0]), 'import_encoding'],
      ['with a header only', 'email,name\n', 'import_empty'],
      ['that is empty', '', 'import_empty'],
    ])('and refuses one %s', async (_, bytes, code) => {
      expect(await sendFile(server, bytes)).toMatchObject({ status: 400, body: { code } })
    })
  })

  it('says first what would happen, row by row, and changes nothing', async () => {
    const [known, fresh] = [freshEmail(), freshEmail()]
    await server.admin.post('/api/customers', { email: known, name: 'Known' })
    const rows = [`${known},New name`, `${fresh},Fresh`, 'nobody,Mai', ',Lan', 'a@x.test']
    const checked = await checkFile(server, `email,name\n${rows.join('\n')}\n`)
    expect(checked).toMatchObject({ rows: 5, created: 1, updated: 1, failed: 3 })
    expect(checked.failures).toMatchObject([
      { line: 4, cells: ['nobody', 'Mai'], message: 'email: must be an email address' },
      { line: 5, message: 'The row does not say who it is about.' },
      { line: 6, cells: ['a@x.test'] },
    ])
    expect((await customer(known)).name).toBe('Known')
    expect(await customer(fresh)).toBeNull()
  })

  it('adds who is new, changes who is there, takes nothing away, and tells what was left out', async () => {
    const [known, fresh] = [freshEmail(), freshEmail()]
    await server.admin.post('/api/customers', { email: known, name: 'Known', phone: '0901' })
    const mapping = { targets: ['name', null, 'email', 'company', 'phone'], key: 'email' }
    const rows = [
      `Known now,x,${known.toUpperCase()},Lamps,`,
      `Fresh,x,${fresh},,0902`,
      `Fresh,x,${fresh},,0902`,
      `=1+1,x,not an address,,`,
    ]
    const done = await takeFile(server, `Name,Note,Mail,Company,Phone\n${rows.join('\n')}`, mapping)
    expect(done).toMatchObject({ rows: 4, created: 1, updated: 1, unchanged: 1, failed: 1 })
    expect(await customer(known)).toMatchObject({
      name: 'Known now',
      company: 'Lamps',
      phone: '0901',
    })
    expect(await customer(fresh)).toMatchObject({ name: 'Fresh', phone: '0902' })
    const answer = await server.admin.get(`/api/imports/${done.id}/failures`, {
      'accept-language': 'vi',
    })
    expect(answer.body).toBe(
      "Name,Note,Mail,Company,Phone,line,error\r\n'=1+1,x,not an address,,,5,Mail: phải là địa chỉ email\r\n",
    )
    expect((await server.admin.post(`/api/imports/${done.id}/start`)).body.code).toBe(
      'import_started',
    )
  })

  it('tells which rows are about somebody from a row before', async () => {
    const [known, fresh] = [freshEmail(), freshEmail()]
    await server.admin.post('/api/customers', { email: known, name: 'Known' })
    const rows = [known, fresh, known.toUpperCase(), fresh, fresh, 'nobody']
    const checked = await checkFile(
      server,
      `email,name\n${rows.map((email) => `${email},Mai`).join('\n')}\n`,
    )
    expect(checked).toMatchObject({ rows: 6, created: 1, updated: 4, failed: 1, repeated: 3 })
    await server.admin.post(`/api/imports/${checked.id}/start`)
    expect(await importStands(server, checked.id, 'done')).toMatchObject({
      created: 1,
      updated: 1,
      unchanged: 3,
    })
  })

  it('by the id of another system', async () => {
    const [one, other, email] = [crypto.randomUUID(), crypto.randomUUID(), freshEmail()]
    const mapping = { targets: ['externalId', 'name', 'email'], key: 'externalId' }
    const text = `id,name,email\n${one},Mai,${email}\n${other},Lan,${email}\n`
    expect(await takeFile(server, text, mapping)).toMatchObject({ created: 1, failed: 1 })
    const again = await takeFile(server, `id,name,email\n${one},Mai Phan,\n`, mapping)
    expect(again).toMatchObject({ created: 0, updated: 1 })
    expect(await customer(email)).toMatchObject({ name: 'Mai Phan', email })
  })

  it('with the fields of the workspace’s own, read as what they are', async () => {
    const key = `plan_${Date.now().toString(36)}`
    const fields = [
      { key, label: 'Plan', type: 'choice', choices: ['Free', 'Pro'] },
      { key: `${key}_n`, label: 'Seats', type: 'number' },
      { key: `${key}_b`, label: 'Paying', type: 'boolean' },
    ]
    for (const field of fields) await server.admin.post('/api/customer-fields', field)
    const email = freshEmail()
    const mapping = {
      targets: ['email', `fields.${key}`, `fields.${key}_n`, `fields.${key}_b`],
      key: 'email',
    }
    const text = `e;p;n;b\n${email};Pro;12,5;Có\n${freshEmail()};Gold;many;\n`
    const checked = await checkFile(server, text, mapping)
    expect(checked).toMatchObject({ created: 1, failed: 1 })
    expect(checked.failures[0].message).toMatch(/^p: /)
    expect(checked.failures[0].message).not.toContain('fields.')
    await takeFile(server, text, mapping)
    expect((await customer(email)).fields).toEqual({
      [key]: 'Pro',
      [`${key}_n`]: 12.5,
      [`${key}_b`]: true,
    })
  })

  it('with tags, those that are there and those it says beforehand that it makes', async () => {
    const [known, fresh] = [freshEmail(), freshEmail()]
    const mark = crypto.randomUUID().slice(0, 8)
    const [there, made, other] = [`Có ${mark}`, `Mới ${mark}`, `Khác ${mark}`]
    const { id: tagId } = (await server.admin.post('/api/tags', { name: there })).body.data
    const mine = (await server.admin.post('/api/customers', { email: known, name: 'An' })).body.data
    await server.admin.put(`/api/customers/${mine.id}/tags`, { add: [tagId], remove: [] })
    const text = [
      'email,tags,more',
      `${known},"${there.toUpperCase()} ; ${made};;",${other}`,
      `${known},${made.toUpperCase()},`,
      `${fresh},"${other}, ${there}",`,
      `${known},,${made}`,
      `${freshEmail()},${'x'.repeat(51)},`,
    ].join('\n')
    const mapping = { targets: ['email', 'tags', 'tags'], key: 'email' }
    const checked = await checkFile(server, text, mapping)
    expect(checked).toMatchObject({ created: 1, updated: 3, failed: 1, newTags: [made, other] })
    expect(checked.failures[0].message).toMatch(/^tags: /)
    const names = async () => (await read('/api/tags')).map(({ name }: { name: string }) => name)
    expect(await names()).not.toContain(made)
    await server.admin.post(`/api/imports/${checked.id}/start`)
    expect(await importStands(server, checked.id, 'done')).toMatchObject({
      created: 1,
      updated: 1,
      unchanged: 2,
      failed: 1,
      newTags: [made, other],
    })
    const tags = new Map(
      (await read('/api/tags')).map((one: { id: string; name: string }) => [one.id, one.name]),
    )
    const tagsOf = async (email: string) =>
      (await customer(email)).tags.map((id: string) => tags.get(id)).toSorted()
    expect(await tagsOf(known)).toEqual([there, other, made].toSorted())
    expect(await tagsOf(fresh)).toEqual([there, other].toSorted())
    const again = await takeFile(server, text, mapping)
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 4, newTags: [] })
  })

  it('refuses a mapping that says not enough', async () => {
    const { body } = await sendFile(server, 'email,name\na@x.test,Mai\n')
    const path = `/api/imports/${body.data.id}`
    const answers = [
      await server.admin.put(path, { targets: ['email'], key: 'email' }),
      await server.admin.put(path, { targets: ['name', null], key: 'email' }),
      await server.admin.put(path, { targets: ['email', 'email'], key: 'email' }),
      await server.admin.post(`${path}/start`),
    ]
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 409])
  })

  it('takes every row once or says why not, whatever the file and wherever the server is stopped', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', '"', 'a,b', 'two\nlines', 'Ngô Bảo', "it's", '  '),
      fc.string({ maxLength: 6 }),
    )
    const line = fc.record({
      email: fc.oneof({ weight: 3, arbitrary: fc.nat(20) }, { weight: 1, arbitrary: cell }),
      name: cell,
      tags: fc.array(fc.tuple(fc.nat(4), fc.constantFrom(';', ' ; ', ';;')), { maxLength: 3 }),
      isRaw: fc.boolean(),
    })
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 60 }),
        fc.array(fc.nat(40), { maxLength: 3 }),
        async (lines, stops) => {
          const mark = crypto.randomUUID()
          const cells = lines.map(({ email, name, tags, isRaw }) => {
            const address = typeof email === 'number' ? `${email}-${mark}@x.test` : email
            const tagged = tags.map(([tag, between]) => `t${tag} ${mark}${between}`).join('')
            const said = [address, name, tagged]
            return (isRaw ? said : said.map(quoted)).join(',')
          })
          const mapping = { targets: ['email', 'name', 'tags'], key: 'email' }
          const foreseen = await checkFile(
            server,
            `email,name,tags\n${cells.join('\n')}\n`,
            mapping,
          )
          const { id } = foreseen
          const file = await rowsIn(id, foreseen.delimiter)
          const { sql } = server.database
          // Taken in by hand, so that it can be stopped in the middle and begun again.
          await sql
            .updateTable('imports')
            .set({ state: 'running', ...NOTHING_YET })
            .where('id', '=', id)
            .execute()
          await sql.deleteFrom('importFailures').where('importId', '=', id).execute()
          for (const stop of [...stops, Infinity]) await stoppedAfter(id, stop)
          const done = await read(`/api/imports/${id}`)
          const { rows, created, updated, unchanged, failed } = done
          expect(created + updated + unchanged + failed).toBe(rows)
          const made = await sql
            .selectFrom('customerIdentities')
            .select(['value', 'customerId'])
            .where('value', 'like', `%${mark}@x.test`)
            .execute()
          expect(made.length).toBe(created)
          const kept = await sql
            .selectFrom('importFailures')
            .select('row')
            .where('importId', '=', id)
            .execute()
          expect(kept.length).toBe(failed)
          // Each tag once, said beforehand, and on whomever a row that was taken says has it.
          const tags = await sql
            .selectFrom('tags')
            .select(['id', 'name'])
            .where('name', 'like', `%${mark}`)
            .execute()
          expect(done.newTags.toSorted()).toEqual(tags.map(({ name }) => name).toSorted())
          expect(foreseen.newTags).toEqual(done.newTags)
          const refused = new Set(kept.map(({ row }) => row))
          const taken = file.filter(({ row }) => row > 0 && !refused.has(row))
          for (const { value, customerId } of made) {
            const tagged = await sql
              .selectFrom('customerTags')
              .innerJoin('tags', 'tags.id', 'customerTags.tagId')
              .select('tags.name')
              .where('customerTags.customerId', '=', customerId)
              .execute()
            const said = taken.flatMap(({ cells: [address, , names = ''] }) =>
              address === value ? names.split(';') : [],
            )
            const wanted = new Set(said.map((name) => name.trim()).filter(Boolean))
            expect(tagged.map(({ name }) => name).toSorted()).toEqual([...wanted].toSorted())
          }
        },
      ),
      { numRuns: 10 },
    )
  })

  it.each([
    ['checking', 'checked', undefined],
    ['running', 'done', 'somebody else goes through this import'],
  ] as const)('counts every row once when two are %s it at once', async (state, end, refusal) => {
    const mark = crypto.randomUUID()
    const cells = Array.from({ length: 50 }, (_, index) =>
      index % 5 === 0 ? 'nobody,Mai' : `${index}-${mark}@x.test,Mai`,
    )
    const { id } = await checkFile(server, `email,name\n${cells.join('\n')}\n`)
    await server.database.sql.deleteFrom('importFailures').where('importId', '=', id).execute()
    await server.database.sql
      .updateTable('imports')
      .set({ state, ...NOTHING_YET })
      .where('id', '=', id)
      .execute()
    const other = () => goThrough(server.database, id)
    const first = goThrough(interrupted(2, other), id)
    expect(await first.catch((error: Error) => error.message)).toBe(refusal)
    const after = await read(`/api/imports/${id}`)
    expect(after).toMatchObject({ rows: 50, created: 40, updated: 0, unchanged: 0, failed: 10 })
    expect(after).toMatchObject({ state: end })
    expect(after.failures).toHaveLength(10)
  })

  it('says what the latest mapping makes of a file', async () => {
    const { id } = await checkFile(server, `email,name\n${`${freshEmail()},nobody\n`.repeat(50)}`)
    const { database } = server
    await database.sql
      .updateTable('imports')
      .set({ state: 'checking' })
      .where('id', '=', id)
      .execute()
    const mapping = { targets: ['name', 'email'], key: 'email' }
    const mapAgain = async () => {
      await server.admin.put(`/api/imports/${id}`, mapping)
      await importStands(server, id, 'checked')
    }
    await goThrough(interrupted(2, mapAgain), id)
    expect(await read(`/api/imports/${id}`)).toMatchObject({ rows: 50, failed: 50, mapping })
  })

  it('is begun once, however many ask at the same time', async () => {
    const { id } = await checkFile(server, `email,name\n${freshEmail()},Mai\n`)
    const start = () => server.admin.post(`/api/imports/${id}/start`)
    const answers = await Promise.all([start(), start(), start(), start()])
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual([
      '200',
      '409',
      '409',
      '409',
    ])
    expect(await importStands(server, id, 'done')).toMatchObject({ rows: 1, created: 1 })
  })

  async function rowsIn(id: string, delimiter: string): Promise<CsvRow[]> {
    const store = new FileStore(on.environment['DATA_DIR'] ?? '')
    const rows: CsvRow[] = []
    for await (const row of rowsOf(store.path(id), delimiter)) rows.push(row)
    return rows
  }

  function goThrough(database: Database, id: string) {
    const store = new FileStore(on.environment['DATA_DIR'] ?? '')
    return importWhenAsked({ database, store, erasedAt })({ id }, { attempts: 1 })
  }

  /** The database, on which something else happens once before the transaction after so many. */
  function interrupted(commits: number, happen: () => Promise<unknown>) {
    const { database } = server
    let left = commits
    return {
      ...database,
      transaction: async (work: Parameters<typeof database.transaction>[0]) => {
        if (left-- === 0) await happen()
        return database.transaction(work)
      },
    } as typeof database
  }

  /** Runs the job until so many of its transactions are committed. */
  async function stoppedAfter(id: string, commits: number): Promise<void> {
    const { database } = server
    let left = commits
    const stopping = {
      ...database,
      transaction: (work: Parameters<typeof database.transaction>[0]) => {
        if (left-- <= 0) throw new Error('stopped')
        return database.transaction(work)
      },
    } as typeof database
    await goThrough(stopping, id).catch((error: Error) => {
      if (error.message !== 'stopped') throw error
    })
  }
})
