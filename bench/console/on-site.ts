import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '../../tests/support/postgres.ts'
import { describeMachine } from '../machine.ts'
import { printMachine } from '../report.ts'
import { type Figure, printFigures } from './figure.ts'
import { type Site, startSite } from './site.ts'

/** What is measured on the large company: under which name it is written down, by whom, and how. */
export interface Bench {
  name: string
  as: 'linh' | 'mai'
  /** `seconds`: how long each round of what is compared takes. */
  measure: (site: Site, seconds: number) => Promise<Figure[]>
}

/** Measures on the company the options name, prints the figures and writes them down beside the machine's load. */
export async function benchOnSite({ name, as, measure }: Bench): Promise<void> {
  const options = optionsFor(name)
  const folder = resolve(options.data)
  mkdirSync(folder, { recursive: true })
  const machine = describeMachine(folder)
  printMachine(machine)
  const figures = await onSite({ ...options, name, folder, as }, measure)
  const load = { before: machine.loadBefore, after: loadavg()[0] ?? 0 }
  printFigures(figures)
  const out = resolve(options.out)
  mkdirSync(dirname(out), { recursive: true })
  writeFileSync(out, JSON.stringify({ machine, load, figures }, undefined, 2))
  process.stderr.write(
    `load ${load.before.toFixed(1)} to ${load.after.toFixed(1)}; everything is in ${out}\n`,
  )
}

function optionsFor(name: string) {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: 'data-demo-large' },
      postgres: { type: 'boolean', default: false },
      'database-url': { type: 'string' },
      messages: { type: 'string', default: '1000000' },
      seconds: { type: 'string', default: '10' },
      out: { type: 'string', default: `dist/bench/${name}.json` },
    },
  })
  return values
}

type Options = ReturnType<typeof optionsFor> & Pick<Bench, 'name' | 'as'> & { folder: string }

async function onSite(options: Options, measure: Bench['measure']): Promise<Figure[]> {
  const { name, as, folder } = options
  await using cleanup = new AsyncDisposableStack()
  let databaseUrl = options['database-url']
  if (options.postgres && databaseUrl === undefined) {
    const postgres = await startPostgres()
    cleanup.defer(() => postgres.stop())
    databaseUrl = await postgres.createDatabase(name)
  }
  const messages = Number(options.messages)
  const site = cleanup.use(await startSite({ folder, databaseUrl, messages, as }))
  return await measure(site, Number(options.seconds))
}
