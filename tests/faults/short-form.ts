import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { postgresPlace, sqlitePlace } from '../support/places.ts'
import { randomFrom } from './random.ts'
import type { DatabaseName, Scenario } from './scenario.ts'

const PATIENCE_MS = 120_000
const LENIENCY = 8

/**
 * Declares a scenario as a test on each of its databases, with few rounds and a seed that is told when it fails. What
 * cannot be tried on this machine is listed as skipped, with the reason.
 */
export function provesShortly(what: string, scenario: Scenario, rounds: number): void {
  const obstacle = scenario.obstacle?.()
  for (const database of scenario.databases) {
    const offer = database === 'postgres' ? inject('postgres') : { url: undefined }
    const missing = 'missing' in offer ? offer.missing : obstacle
    it(
      `${what} (${database})`,
      async ({ skip }) => {
        if (missing !== undefined) skip(missing)
        const url = 'url' in offer ? offer.url : undefined
        const { evidence, counts, examples } = await prove(scenario, database, rounds, url)
        expect({ evidence, counts, examples }).toEqual({ evidence, counts: {}, examples: [] })
        rmSync(evidence.folder, { recursive: true })
      },
      PATIENCE_MS,
    )
  }
  for (const [part, reason] of Object.entries(scenario.missing?.() ?? {}))
    // oxlint-disable-next-line vitest/expect-expect -- it only says why this is not tested
    it(`${what}: ${part}`, ({ skip }) => skip(reason))
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
