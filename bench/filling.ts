import { systemClock } from '../server/clock.ts'
import { type DatabaseTarget, openDatabase } from '../server/db/open.ts'
import { companyOf } from '../server/demo/plan.ts'
import { seedDemo } from '../server/demo/seed.ts'
import { indexHere } from '../server/search/index.ts'

/** What was made, for reading it back. */
export interface Filled {
  /** The conversation with the most messages, and how many. */
  longest: { id: string; headSeq: number }
  seconds: number
}

const LARGE_MESSAGES = 1_000_000

/** Fills a database that nobody has opened yet with the large demo company, scaled to about so many messages. */
export async function fillAt(target: DatabaseTarget, messages: number): Promise<Filled> {
  const database = await openDatabase(target, systemClock)
  const begun = performance.now()
  try {
    const company = companyOf('large', messages / LARGE_MESSAGES)
    const made = await seedDemo(database, { now: new Date(), company })
    await indexHere(database)
    const seconds = (performance.now() - begun) / 1_000
    return { longest: made.longestChat, seconds }
  } finally {
    await database.close()
  }
}
