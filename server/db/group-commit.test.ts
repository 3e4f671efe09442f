import { expect, it } from 'vitest'
import { GroupCommit } from './group-commit.ts'
import type { Database, Tx } from './transaction.ts'

/** A database that hangs until it is let go on. */
function hangingDatabase() {
  const { promise, resolve: goOn } = Promise.withResolvers<void>()
  const tx = { afterCommit: () => {} } as unknown as Tx
  const transaction = async <T>(work: (tx: Tx) => Promise<T>) => {
    await promise
    return work(tx)
  }
  return { database: { transaction } as unknown as Database, goOn }
}

it('refuses what comes while too many wait, keeps those, and takes more once they are through', async () => {
  const { database, goOn } = hangingDatabase()
  const group = new GroupCommit<number, number>({ database, run: async (_tx, items) => items })
  const waiting = Array.from({ length: 20_000 }, (_, index) => group.submit(index))
  await expect(group.submit(20_000)).rejects.toMatchObject({ code: 'unavailable' })
  goOn()
  expect(await Promise.all(waiting)).toEqual(waiting.map((_, index) => index))
  expect(await group.submit(20_001)).toBe(20_001)
})
