import { afterAll, beforeAll, expect, it } from 'vitest'
import { onPostgres, type TestDatabase } from '../../tests/support/databases.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { customerForPerson, findCustomer, forgetUnused, customerForEmail } from './index.ts'

onPostgres('two visitors who turn out to be each other’s typed customers', (create) => {
  let on: TestDatabase
  let database: Database
  beforeAll(async () => {
    on = await create()
    database = await on.open()
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  it('do not wait for each other for ever', async () => {
    const person = (name: string) => ({
      externalId: newId(),
      email: `${newId()}@x.test`,
      name,
      phone: null,
      company: null,
    })
    const people = [person('Mai'), person('Lan')] as const
    const typed = await Promise.all(
      people.map(({ email, name }) =>
        database.transaction(async (tx) => (await customerForEmail(tx, { email, name })).customer),
      ),
    )
    const bothHold = Promise.withResolvers<void>()
    let holding = 0
    await Promise.all(
      people.map((one, index) =>
        database.transaction(async (tx) => {
          await customerForPerson(tx, one)
          if (++holding === 2) bothHold.resolve()
          await bothHold.promise
          const other = typed[1 - index]
          if (other) await forgetUnused(tx, other.id, other.createdAt)
        }),
      ),
    )
    for (const { id } of typed) expect(await findCustomer(database.sql, id)).toBeDefined()
  })
})
