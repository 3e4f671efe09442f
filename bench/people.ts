/** `npm run bench:people`: see README.md beside this file for what is measured and how. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '../tests/support/postgres.ts'
import { systemClock } from '../server/clock.ts'
import { type DatabaseTarget, openDatabase } from '../server/db/open.ts'
import { type Figure, printFigures } from './console/figure.ts'
import { describeMachine } from './machine.ts'
import { fillPeople } from './people/filling.ts'
import { measureDuplicates, measureKeys, measureSegments } from './people/measuring.ts'
import { printMachine } from './report.ts'

const { values } = parseArgs({
  options: {
    postgres: { type: 'boolean', default: false },
    customers: { type: 'string', default: '100000' },
    out: { type: 'string', default: 'dist/bench/people.json' },
  },
})

async function measure(target: DatabaseTarget, size: number): Promise<Figure[]> {
  const database = await openDatabase(target, systemClock)
  try {
    const asked = await fillPeople(database, size)
    return [
      ...(await measureKeys(database, size)),
      ...(await measureDuplicates(database, asked)),
      ...(await measureSegments(database, asked)),
    ]
  } finally {
    await database.close()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-people-'))
await using cleanup = new AsyncDisposableStack()
cleanup.defer(() => rmSync(folder, { recursive: true }))
const machine = describeMachine(folder)
printMachine(machine)
let target: DatabaseTarget = { dialect: 'sqlite', path: join(folder, 'people.sqlite') }
if (values.postgres) {
  const postgres = await startPostgres()
  cleanup.defer(() => postgres.stop())
  const url = await postgres.createDatabase('people')
  target = { dialect: 'postgres', url, poolSize: 10, onIdleError: (error) => console.error(error) }
}
const figures = await measure(target, Number(values.customers))
printFigures(figures)
const load = { before: machine.loadBefore, after: loadavg()[0] ?? 0 }
const out = resolve(values.out)
mkdirSync(dirname(out), { recursive: true })
writeFileSync(out, JSON.stringify({ machine, load, figures }, undefined, 2))
process.stderr.write(
  `load ${load.before.toFixed(1)} to ${load.after.toFixed(1)}; everything is in ${out}\n`,
)
