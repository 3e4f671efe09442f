import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CrispEmulator, startCrispEmulator } from '../support/crisp-emulator/emulator.ts'
import { onBothDatabases, type TestDatabase } from '../support/databases.ts'
import { type CrispDesk, openCrispDesk } from './desk.ts'
import { play } from './play.ts'
import { scenario, type Step } from './steps.ts'

/** How many scenarios each database gets; `npm run crisp:scenarios` plays 500. */
const RUNS = Number(process.env.CRISP_SCENARIOS ?? 30)
const seed = process.env.CRISP_SEED ? { seed: Number(process.env.CRISP_SEED) } : {}

/** Found by chance once: an old event that was still waiting to be taken in undid a newer answer of Crisp. */
const FOUND: Step[] = [
  { kind: 'old events come again', who: 1 },
  { kind: 'everything settles' },
  { kind: 'events come', how: 'twice' },
  { kind: 'operator decides', who: 1, state: 'resolved' },
  { kind: 'operator edits', who: 1, which: 9 },
  { kind: 'operator reads', who: 1 },
]

/** The machine's time, but never the same millisecond twice. */
function ticking(): () => number {
  let last = 0
  return () => (last = Math.max(last + 1, Date.now()))
}

onBothDatabases('whatever happens at Crisp, on the way and here', (create) => {
  let on: TestDatabase
  let emulator: CrispEmulator
  let desk: CrispDesk
  beforeAll(async () => {
    on = await create()
    // A batch that lies in one millisecond as a whole cannot be read past: no batch is that small here.
    emulator = await startCrispEmulator({ now: ticking(), behaviour: { messageBatch: 6 } })
    desk = await openCrispDesk(on, emulator)
  })
  afterAll(async () => {
    await desk.stop()
    await emulator.stop()
    await on.drop()
  })

  it(
    'ends with our rows as Crisp has them: none lost, none twice, in order',
    async () => {
      const agreeing = fc.asyncProperty(scenario, (steps) => play(desk, steps))
      await fc.assert(agreeing, { numRuns: RUNS, examples: [[FOUND]], ...seed })
      const { ours, theirs } = await desk.settled()
      expect(ours).toEqual(theirs)
    },
    RUNS * 60_000,
  )
})
