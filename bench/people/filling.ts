import { insertRows } from '../../server/db/bulk.ts'
import type { Database } from '../../server/db/transaction.ts'
import { newId } from '../../server/ids.ts'

const BATCH = 1_000
/** Every twentieth customer is somebody who is there already, under another address. */
const ONE_IN = 20

const CUSTOMERS = {
  table: 'customers',
  columns: [
    'id',
    'name',
    'email',
    'phone',
    'company',
    'searchText',
    'fields',
    'tagIds',
    'version',
    'createdAt',
    'updatedAt',
  ],
}
const VALUES = {
  table: 'customer_values',
  columns: ['customerId', 'fieldId', 'textKey', 'numberValue'],
}
const AGENTS = {
  table: 'users',
  columns: ['id', 'email', 'name', 'role', 'passwordHash', 'isActive', 'createdAt', 'updatedAt'],
}
const TAGGED = { table: 'customer_tags', columns: ['tagId', 'customerId'] }

/** What segments ask for, and an agent. */
export interface Asked {
  rareTag: string
  commonTag: string
  agentId: string
}

/** Fills an empty database with customers of two fields and two tags. */
export async function fillPeople(database: Database, size: number): Promise<Asked> {
  const { sql, dialect } = database
  const asked = { rareTag: newId(), commonTag: newId(), agentId: newId() }
  const [plan, seats] = [newId(), newId()]
  const createdAt = at(0)
  const agent = { id: asked.agentId, email: 'linh@bench.test', name: 'Linh', role: 'agent' }
  const rest = { passwordHash: '', isActive: 1, createdAt, updatedAt: createdAt }
  await insertRows(sql, dialect, AGENTS, [{ ...agent, ...rest }])
  const { rareTag, commonTag } = asked
  for (const [name, id] of Object.entries({ rareTag, commonTag }))
    await sql
      .insertInto('tags')
      .values({ id, name, nameKey: name.toLowerCase(), color: 'grey', createdAt })
      .execute()
  for (const [position, [id, key, type]] of [
    [plan, 'plan', 'text'],
    [seats, 'seats', 'number'],
  ].entries())
    await sql
      .insertInto('customerFields')
      .values({ id, key, label: key, type, choices: '[]', position, createdAt } as never)
      .execute()
  for (let from = 0; from < size; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, size - from) }, (_, index) =>
      customerAt(from + index),
    )
    await insertRows(sql, dialect, CUSTOMERS, rows)
    const values = rows.flatMap(({ id: customerId, number }) => [
      { customerId, fieldId: plan, textKey: `plan ${number % 500}`, numberValue: null },
      { customerId, fieldId: seats, textKey: String(number), numberValue: number },
    ])
    await insertRows(sql, dialect, VALUES, values)
    const tagged = rows.flatMap(({ id: customerId, number }) => [
      ...(number % 2 === 0 ? [{ customerId, tagId: asked.commonTag }] : []),
      ...(number % 1_000 === 0 ? [{ customerId, tagId: asked.rareTag }] : []),
    ])
    await insertRows(sql, dialect, TAGGED, tagged)
  }
  return asked
}

const at = (number: number) => new Date(Date.UTC(2025, 0, 1) + number * 60_000).toISOString()

function customerAt(number: number) {
  const isAgain = number % ONE_IN === 1
  const name = `Mai ${isAgain ? number - 1 : number}`
  const email = `mai.${isAgain ? `${number - 1}+again` : number}@company${number % 700}.test`
  const phone = `+849${String(isAgain ? number - 1 : number).padStart(8, '0')}`
  const company = `Company ${number % 700}`
  const searchText = [name, email, phone, company].join('\n').toLowerCase()
  const rest = { fields: {}, tagIds: '', version: 1, createdAt: at(number), updatedAt: at(number) }
  return { id: newId(), number, name, email, phone, company, searchText, ...rest }
}
