import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { wantBackfill } from '../../server/crisp/past/backfill.ts'
import { findWebsite } from '../../server/crisp/queries.ts'
import type { Database } from '../../server/db/transaction.ts'
import type { CrispEmulator } from '../support/crisp-emulator/emulator.ts'
import { onBothDatabases, type TestDatabase } from '../support/databases.ts'
import { type ServerProcess, startProcess } from '../support/process.ts'
import { asTold, mirrorOf } from './mirror.ts'
import { type Past, startWithPast } from './past.ts'

/** How often the server is killed; `npm run crisp:proofs` kills it twenty times. */
const KILLS = Number(process.env.CRISP_KILLS ?? 3)
const CONVERSATIONS = KILLS * 100
const PATIENCE_MS = 120_000 + KILLS * 15_000

/** One database that is filled from Crisp by server processes. */
interface Filling {
  on: TestDatabase
  database: Database
  crisp: CrispEmulator
}

const start = ({ on, crisp }: Filling): Promise<ServerProcess> =>
  startProcess({
    ...on.environment,
    ...crisp.environment(),
    CRISP_DAILY_REQUESTS: '1000000',
    ADMIN_EMAIL: 'admin@kill.test',
    ADMIN_PASSWORD: 'a long password',
  })

const backfillState = async ({ database, crisp }: Filling) =>
  (await findWebsite(database.sql, crisp.websiteId))?.backfill

const isDone = (filling: Filling) =>
  expect.poll(() => backfillState(filling), { timeout: PATIENCE_MS, interval: 100 }).toBe('done')

async function begin(filling: Filling): Promise<ServerProcess> {
  const server = await start(filling)
  await expect.poll(() => backfillState(filling), { timeout: 20_000 }).toBe('none')
  await wantBackfill(filling.database, filling.crisp.websiteId)
  return server
}

/** Kills the server just before Crisp answers its n-th request for messages from now. */
function killAt({ crisp }: Filling, server: ServerProcess, request: number): Promise<unknown> {
  return new Promise((resolve) => {
    const wait = (left: number) =>
      crisp.faults.before('/messages', () => {
        if (left > 1) wait(left - 1)
        else resolve(server.end('SIGKILL'))
      })
    wait(request)
  })
}

/** Every row that came of it, as it must be whatever happened on the way. */
async function rowsOf({ database }: Filling): Promise<unknown[]> {
  const { rows } = await sql`
    select s.session_id, c.status, c.head_seq, m.seq, m.position, m.inner_seq, m.kind, m.visibility,
      m.author_type, m.author_name, m.content, m.sent_at, m.client_message_id
    from crisp_sessions s join conversations c on c.id = s.conversation_id
    join messages m on m.conversation_id = c.id
    order by s.session_id, m.position, m.inner_seq`.execute(database.sql)
  return rows
}

onBothDatabases('a server that is killed while it brings in the past', (create) => {
  let past: Past
  let crisp: CrispEmulator
  const fillings: Filling[] = []
  beforeEach(async () => {
    past = await startWithPast({ conversations: CONVERSATIONS, messages: CONVERSATIONS * 12 })
    crisp = past.crisp
  })
  afterEach(async () => {
    for (const { database, on } of fillings.splice(0)) {
      await database.close()
      await on.drop()
    }
    await crisp.stop()
  })

  async function fillingOf(): Promise<Filling> {
    const on = await create()
    const filling = { on, crisp, database: await on.open() }
    fillings.push(filling)
    return filling
  }

  it(
    `${KILLS} times ends where an undisturbed one ends, and asks for little twice`,
    async () => {
      const calm = await fillingOf()
      const undisturbed = await begin(calm)
      await isDone(calm)
      await undisturbed.end('SIGTERM')
      const undisturbedRequests = past.requests()
      crisp.requests.clear()

      const killed = await fillingOf()
      let server = await begin(killed)
      for (let kill = 0; kill < KILLS; kill++) {
        await killAt(killed, server, 60 + ((kill * 37) % 40))
        // What is left of a lease would only be waited out.
        await killed.database.sql.deleteFrom('crispOwner').execute()
        server = await start(killed)
      }
      await isDone(killed)
      await server.end('SIGTERM')

      const repeated = past.requests() / undisturbedRequests - 1
      console.log(`${KILLS} kills: ${(repeated * 100).toFixed(1)} % of the requests repeated`)
      expect(repeated).toBeLessThanOrEqual(0.05)
      const mirrored = await mirrorOf(killed.database.sql, crisp.websiteId)
      expect(mirrored).toEqual(asTold(crisp.truth()))
      const [rows, calmRows] = [await rowsOf(killed), await rowsOf(calm)]
      expect(rows.length).toBe(calmRows.length)
      for (const [index, row] of rows.entries()) expect(row).toEqual(calmRows[index])
    },
    2 * PATIENCE_MS,
  )
})
