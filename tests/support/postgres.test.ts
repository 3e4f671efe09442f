import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { describe, expect, inject, it } from 'vitest'
import { createDatabase } from './postgres.ts'
import './postgres-setup.ts'

const offer = inject('postgres')

describe('the throwaway Postgres', () => {
  it('keeps every commit on disk, as production does', async ({ skip }) => {
    if ('missing' in offer) return skip(offer.missing)
    expect(await ask(offer.url, "select current_setting('fsync') as answer")).toBe('on')
  })

  it('folds Vietnamese letters in a database of its own', async ({ skip }) => {
    if ('missing' in offer) return skip(offer.missing)
    const url = await createDatabase(offer.url, `support_${randomUUID()}`)
    expect(await ask(url, "select lower('ĐẶNG') as answer")).toBe('đặng')
    expect(await ask(url, 'select current_database() as answer')).toMatch(/^support_/)
  })
})

async function ask(url: string, question: string): Promise<unknown> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ answer: unknown }>(question)
    return rows[0]?.answer
  } finally {
    await client.end()
  }
}
