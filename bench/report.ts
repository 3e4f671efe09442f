import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Machine } from './machine.ts'
import { FIGURES } from './measure.ts'
import type { Faults, Figures } from './measure.ts'
import type { Options, TargetName } from './options.ts'
import { median } from './quantiles.ts'
import type { Stored } from './stored.ts'

/** Everything one run found out about one target. */
export interface Result {
  target: TargetName
  durability?: string
  unpaced: Figures[]
  paced: Figures[]
  faults: Faults
  stored?: Stored
}

interface Column {
  title: string
  show: (figures: Figures, result: Result) => string
}

const decimals = (digits: number) => (value: number) =>
  Number.isNaN(value) ? '-' : value.toFixed(digits)
const whole = decimals(0)
const one = decimals(1)
const two = decimals(2)
const percent = (value: number) => (Number.isNaN(value) ? '-' : `${whole(value * 100)}%`)

const latency: Column[] = [
  { title: 'ack p50', show: ({ ackP50 }) => one(ackP50) },
  { title: 'p99', show: ({ ackP99 }) => one(ackP99) },
  { title: 'customer→agent p50', show: ({ deliveryP50 }) => one(deliveryP50) },
  { title: 'p95', show: ({ deliveryP95 }) => one(deliveryP95) },
  { title: 'p99', show: ({ deliveryP99 }) => one(deliveryP99) },
]

const cost: Column[] = [
  { title: 'CPU/1000', show: ({ serverCpu }) => one(serverCpu) },
  { title: 'db CPU/1000', show: ({ databaseCpu }) => one(databaseCpu) },
  { title: 'server', show: ({ serverShare }) => percent(serverShare) },
  { title: 'db', show: ({ databaseShare }) => percent(databaseShare) },
  { title: 'clients', show: ({ clientShare }) => percent(clientShare) },
  { title: 'others', show: ({ othersShare }) => percent(othersShare) },
  { title: 'RSS MB', show: ({ residentMb }) => whole(residentMb) },
  { title: 'msg/commit', show: ({ commitMessages }) => one(commitMessages) },
  { title: 'ms/commit', show: ({ commitMs }) => two(commitMs) },
]

/** True when nothing was lost, repeated or misplaced, on the wire or in the database. */
export function isFlawless({ faults, stored }: Result): boolean {
  return Object.values(faults).every((count) => count === 0) && !stored?.wrong.length
}

/** The middle round of each figure. */
function middle(rounds: readonly Figures[]): Figures {
  const values = FIGURES.map((name) => [name, median(rounds.map((round) => round[name]))])
  return Object.fromEntries(values) as Figures
}

/** Throughput against the relay's of the same round, the middle round of that. */
function ratio(result: Result, relay: Result | undefined): number {
  return median(
    result.unpaced.map((round, index) => {
      return round.perSecond / (relay?.unpaced[index]?.perSecond ?? Number.NaN)
    }),
  )
}

/** Prints the tables. */
export function print(results: Result[], options: Options, machine: Machine): void {
  const relay = results.find(({ target }) => target === 'relay')
  const rounds: Column = {
    title: 'rounds',
    show: (_, { unpaced }) => unpaced.map(({ perSecond }) => whole(perSecond)).join(' '),
  }
  const tails: Column = {
    title: 'p99 of rounds',
    show: (_, { paced }) => paced.map(({ deliveryP99 }) => one(deliveryP99)).join(' '),
  }
  const throughput: Column[] = [
    { title: 'msg/s', show: ({ perSecond }) => whole(perSecond) },
    { title: '× relay', show: (_, result) => two(ratio(result, relay)) },
    rounds,
  ]
  const { conversations, depth, rate } = options
  console.log(aboutMachine(machine))
  console.log(`\nUnpaced: ${conversations} conversations, ${depth} unacknowledged each (ms)\n`)
  console.log(table(results, 'unpaced', [...throughput, ...latency]))
  console.log(table(results, 'unpaced', cost))
  console.log(`Paced: ${rate} messages a second, from when each was due (ms)\n`)
  console.log(table(results, 'paced', [...throughput.slice(0, 1), ...latency, tails]))
  console.log(table(results, 'paced', cost))
  for (const result of results) console.log(verdict(result))
  const disturbed = disturbedRounds(results)
  if (disturbed > 0) console.log(`\nBUSY MACHINE: ${disturbed} rounds shared it, see "others"`)
}

/** Rounds during which other programs took more than a quarter of a core. */
function disturbedRounds(results: Result[]): number {
  const rounds = results.flatMap(({ unpaced, paced }) => [...unpaced, ...paced])
  return rounds.filter(({ othersShare }) => othersShare > 0.25).length
}

/** Writes every round of everything as JSON. */
export function save(results: Result[], options: Options, machine: Machine): void {
  const relay = results.find(({ target }) => target === 'relay')
  const summaries = results.map((result) => ({
    ...result,
    isFlawless: isFlawless(result),
    disturbedRounds: disturbedRounds([result]),
    ratio: ratio(result, relay),
    median: { unpaced: middle(result.unpaced), paced: middle(result.paced) },
  }))
  const at = new Date().toISOString()
  mkdirSync(dirname(options.out), { recursive: true })
  writeFileSync(options.out, JSON.stringify({ at, machine, options, results: summaries }, null, 2))
}

function aboutMachine({ syncMs, ...machine }: Machine): string {
  const { cpu, cores, memoryGb, system, node, loadBefore } = machine
  const disk = machine.isDataInMemory
    ? 'DATA IN MEMORY: set TMPDIR to a folder on a disk, commits cost nothing here'
    : `4 KB write + fdatasync p50 ${two(syncMs.p50)} ms, p99 ${two(syncMs.p99)} ms`
  return `${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}
${disk}; load before ${two(loadBefore)}`
}

function table(results: Result[], load: 'unpaced' | 'paced', columns: Column[]): string {
  const rows = results.map((result) => {
    const figures = middle(result[load])
    const name: string = result.target
    return [name, ...columns.map(({ show }) => show(figures, result))]
  })
  const all = [['', ...columns.map(({ title }) => title)], ...rows]
  const widths = (all[0] ?? []).map((_, index) =>
    Math.max(...all.map((row) => row[index]?.length ?? 0)),
  )
  const line = (row: string[]) =>
    row.map((cell, index) => cell.padStart(widths[index] ?? 0)).join('  ')
  return `${all.map(line).join('\n')}\n`
}

function verdict(result: Result): string {
  const faults = Object.entries(result.faults).map(([name, count]) => `${name} ${count}`)
  const { stored, durability } = result
  if (stored) faults.push(`stored ${stored.messages}, ${stored.wrong.length} conversations wrong`)
  if (durability) faults.push(durability)
  return `${isFlawless(result) ? 'ok  ' : 'FAIL'} ${result.target}: ${faults.join(', ')}`
}
