/** `npm run faults`: see README.md beside this file for what is proven and how. */
import { dirname, resolve } from 'node:path'
import { postgresPlace, sqlitePlace } from '../support/places.ts'
import { type Postgres, startPostgres } from '../support/postgres.ts'
import { readOptions } from './options.ts'
import { randomFrom } from './random.ts'
import { isGood, isPartial, type Outcome, print, save } from './report.ts'
import type { DatabaseName, Scenario } from './scenario.ts'
import { scenarios } from './scenarios.ts'

const options = readOptions(process.argv.slice(2))
const { only, databases, seed, out } = options
const wanted = scenarios.filter(({ name }) => only === undefined || only.includes(name))
if (wanted.length === 0) throw new Error(`--only knows ${scenarios.map(({ name }) => name).join()}`)

let postgres: Postgres | undefined
const outcomes: Outcome[] = []
try {
  for (const scenario of wanted)
    for (const database of scenario.databases)
      if (databases === undefined || databases.includes(database))
        outcomes.push(await play(scenario, database))
} finally {
  await postgres?.stop()
}
print(outcomes, seed)
save(outcomes, seed, out)
console.log(`\nIn full in ${resolve(out)}`)
const ran = outcomes.filter(({ obstacle }) => obstacle === undefined)
// What could not be tried is no proof: whoever relies on the exit code is told.
const codeWhenGood = outcomes.some(isPartial) ? 2 : 0
// A scenario that broke off may have left something that waits; nothing of it is worth waiting for.
process.exit(ran.every(isGood) ? codeWhenGood : 1)

async function play(scenario: Scenario, database: DatabaseName): Promise<Outcome> {
  const { name } = scenario
  const obstacle = scenario.obstacle?.()
  if (obstacle !== undefined) return { scenario: name, database, seconds: 0, obstacle }
  const begun = performance.now()
  const result = await scenario
    .run({
      database,
      place: () => placeOf(database),
      random: randomFrom(seed),
      rounds: options.rounds ?? scenario.rounds,
      leniency: 1,
      folder: dirname(resolve(out)),
      say: (line) => process.stderr.write(`${name} on ${database} ${line}\n`),
    })
    .then(
      (finding) => ({ finding }),
      (error: unknown) => ({ failure: error instanceof Error ? error.message : String(error) }),
    )
  const seconds = (performance.now() - begun) / 1_000
  const missing = scenario.missing?.() ?? {}
  return { scenario: name, database, seconds, missing, ...result }
}

async function placeOf(database: DatabaseName) {
  if (database === 'sqlite') return sqlitePlace()
  postgres ??= await startPostgres()
  return postgresPlace(postgres.url)
}
