/** `npm run bench:analytics`: see README.md beside this file for what is measured and how. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '../tests/support/postgres.ts'
import { measureBeside, measureReports } from './analytics/reading.ts'
import { printFigures } from './console/figure.ts'
import { startSite } from './console/site.ts'
import { describeMachine } from './machine.ts'
import { printMachine } from './report.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'data-demo-large' },
    postgres: { type: 'boolean', default: false },
    'database-url': { type: 'string' },
    messages: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '10' },
    out: { type: 'string', default: 'dist/bench/analytics.json' },
  },
})

const folder = resolve(values.data)
mkdirSync(folder, { recursive: true })
const machine = describeMachine(folder)
printMachine(machine)
const figures = await measure()
const load = { before: machine.loadBefore, after: loadavg()[0] ?? 0 }
printFigures(figures)
const out = resolve(values.out)
mkdirSync(dirname(out), { recursive: true })
writeFileSync(out, JSON.stringify({ machine, load, figures }, undefined, 2))
process.stderr.write(
  `load ${load.before.toFixed(1)} to ${load.after.toFixed(1)}; everything is in ${out}\n`,
)

async function measure() {
  await using cleanup = new AsyncDisposableStack()
  let databaseUrl = values['database-url']
  if (values.postgres && databaseUrl === undefined) {
    const postgres = await startPostgres()
    cleanup.defer(() => postgres.stop())
    databaseUrl = await postgres.createDatabase('reports')
  }
  const messages = Number(values.messages)
  const site = cleanup.use(await startSite({ folder, databaseUrl, messages, as: 'mai' }))
  return [...(await measureReports(site)), ...(await measureBeside(site, Number(values.seconds)))]
}
