/** `npm run bench:console`: see README.md beside this file for what is measured and how. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildWhenStale } from '../scripts/clients.ts'
import { type Desk, openDesk } from './console/desk.ts'
import { type Figure, isMissed } from './console/figure.ts'
import { openLine } from './console/line.ts'
import { measureArriving, measureAway, openChats, type Shop } from './console/news.ts'
import { measureLoading, measureLongThread, measureOpening } from './console/opening.ts'
import { measureScrolling } from './console/scrolling.ts'
import { type Site, startSite } from './console/site.ts'
import { describeMachine } from './machine.ts'
import { printMachine } from './report.ts'
import { one, tableOf } from './table.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'data-demo-large' },
    'database-url': { type: 'string' },
    messages: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '10' },
    strict: { type: 'boolean', default: false },
    out: { type: 'string', default: 'dist/bench/console.json' },
  },
})

buildWhenStale()
const folder = resolve(values.data)
mkdirSync(folder, { recursive: true })
const machine = describeMachine(folder)
printMachine(machine)
const figures = await measure()
const load = { before: machine.loadBefore, after: loadavg()[0] ?? 0 }
print(figures)
const out = resolve(values.out)
mkdirSync(dirname(out), { recursive: true })
writeFileSync(out, JSON.stringify({ machine, load, figures }, undefined, 2))
process.stderr.write(`everything is in ${out}\n`)
if (values.strict && figures.some(isMissed)) process.exitCode = 1

async function measure(): Promise<Figure[]> {
  await using site = await startSite({
    folder,
    databaseUrl: values['database-url'],
    messages: Number(values.messages),
  })
  process.stderr.write(`ready in ${Math.round(site.readyMs)} ms\n`)
  await using line = await openLine(site.url)
  await using desk = await openDesk(line.url)
  return await measureDesk(desk, site, { ...site, line })
}

async function measureDesk(desk: Desk, site: Site, shop: Shop): Promise<Figure[]> {
  const done: Figure[] = []
  const steps = [
    () => measureLoading(desk),
    () => measureOpening(desk),
    () => measureScrolling(desk, Number(values.seconds)),
    () => measureNews(desk, shop),
    () => measureLongThread(desk, site.longest.id),
  ]
  for (const step of steps) {
    const some = await step()
    for (const { what, value, unit } of some)
      process.stderr.write(`${what}: ${one(value)} ${unit}\n`)
    done.push(...some)
  }
  return done
}

async function measureNews(desk: Desk, shop: Shop): Promise<Figure[]> {
  const chats = await openChats(shop)
  try {
    return [...(await measureArriving(desk, chats)), ...(await measureAway(desk, shop, chats))]
  } finally {
    for (const chat of chats) chat.close()
  }
}

function print(rows: readonly Figure[]): void {
  const table = tableOf(
    rows.map((figure) => [figure.what, figure]),
    [
      { title: 'measured', show: ({ value, unit }) => `${one(value)} ${unit}` },
      { title: 'target', show: ({ target }) => (target === undefined ? '' : `≤ ${target}`) },
      { title: '', show: (figure) => (isMissed(figure) ? 'MISSED' : '') },
    ],
  )
  process.stdout.write(table)
}
