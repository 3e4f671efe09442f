/** `npm run bench:search`: see README.md beside this file for what is measured and how. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '../tests/support/postgres.ts'
import { type Figure, printFigures } from './console/figure.ts'
import { startSite } from './console/site.ts'
import { describeMachine } from './machine.ts'
import { printMachine } from './report.ts'
import { measureChats } from './search/chatting.ts'
import { measureSearches } from './search/searching.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'data-demo-large' },
    postgres: { type: 'boolean', default: false },
    'database-url': { type: 'string' },
    messages: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '10' },
    out: { type: 'string', default: 'dist/bench/search.json' },
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
process.stderr.write(`everything is in ${out}\n`)

async function measure(): Promise<Figure[]> {
  await using cleanup = new AsyncDisposableStack()
  let databaseUrl = values['database-url']
  if (values.postgres) {
    const postgres = await startPostgres()
    cleanup.defer(() => postgres.stop())
    databaseUrl = await postgres.createDatabase('search')
  }
  const messages = Number(values.messages)
  const site = cleanup.use(await startSite({ folder, databaseUrl, messages }))
  const searches = await measureSearches(site)
  return [...searches, ...(await measureChats(site, Number(values.seconds)))]
}
