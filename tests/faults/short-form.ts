import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { postgresPlace, sqlitePlace } from '../support/places.ts'
import { randomFrom } from './random.ts'
import type { DatabaseName, Scenario } from './scenario.ts'

const PATIENCE_MS = 120_000
const LENIENCY = 8

/** Declares a scenario as a test on each of its databases, with few rounds and a seed that is told when it fails. */
export function provesShortly(what: string, scenario: Scenario, rounds: number): void {
  for (const database of scenario.databases) {
    const offer = database === 'postgres' ? inject('postgres') : { url: undefined }
    const obstacle = 'missing' in offer ? offer.missing : scenario.obstacle?.()
    const missing = obstacle === undefined ? '' : `: ${obstacle}`
    const url = 'url' in offer ? offer.url : undefined
    it.skipIf(missing !== '')(
      `${what} (${database}${missing})`,
      async () => {
        const { evidence, counts, examples } = await prove(scenario, database, rounds, url)
        expect({ evidence, counts, examples }).toEqual({ evidence, counts: {}, examples: [] })
        rmSync(evidence.folder, { recursive: true })
      },
      PATIENCE_MS,
    )
  }
}

async function prove(
  scenario: Scenario,
  database: DatabaseName,
  rounds: number,
  url: string | undefined,
) {
  const seed = Date.now() % 1_000_000
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-faults-'))
  const { verdict } = await scenario.run({
    database,
    place: async () => (url === undefined ? sqlitePlace() : postgresPlace(url)),
    random: randomFrom(seed),
    rounds,
    leniency: LENIENCY,
    folder,
    say: () => {},
  })
  const { counts, examples } = verdict
  return { evidence: { seed, folder }, counts, examples }
}
