import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Machine } from './machine.ts'
import type { Figures } from './measure.ts'
import type { Options } from './options.ts'
import type { ReadFigures } from './reads.ts'
import { disturbedRounds, isFlawless, middle, ratio, relayOf, type Result } from './result.ts'
import { type Column, one, percent, tableOf, two, whole } from './table.ts'

/** The middle of some rounds, and all of them. */
interface Row {
  result: Result
  figures: Figures
  rounds: Figures[]
}

const latency: Column<Row>[] = [
  { title: 'ack p50', show: ({ figures }) => one(figures.ackP50) },
  { title: 'p99', show: ({ figures }) => one(figures.ackP99) },
  { title: 'customer→agent p50', show: ({ figures }) => one(figures.deliveryP50) },
  { title: 'p95', show: ({ figures }) => one(figures.deliveryP95) },
  { title: 'p99', show: ({ figures }) => one(figures.deliveryP99) },
]

const cost: Column<Row>[] = [
  { title: 'CPU/1000', show: ({ figures }) => one(figures.serverCpu) },
  { title: 'db CPU/1000', show: ({ figures }) => one(figures.databaseCpu) },
  { title: 'server', show: ({ figures }) => percent(figures.serverShare) },
  { title: 'db', show: ({ figures }) => percent(figures.databaseShare) },
  { title: 'clients', show: ({ figures }) => percent(figures.clientShare) },
  { title: 'others', show: ({ figures }) => percent(figures.othersShare) },
  { title: 'RSS MB', show: ({ figures }) => whole(figures.residentMb) },
  { title: 'msg/commit', show: ({ figures }) => one(figures.commitMessages) },
  { title: 'ms/commit', show: ({ figures }) => two(figures.commitMs) },
]

const perSecond: Column<Row> = { title: 'msg/s', show: ({ figures }) => whole(figures.perSecond) }
const tails: Column<Row> = {
  title: 'p99 of rounds',
  show: ({ rounds }) => rounds.map(({ deliveryP99 }) => one(deliveryP99)).join(' '),
}

/** Prints what the figures depend on besides the code. */
export function printMachine({ syncMs, ...machine }: Machine): void {
  const { cpu, cores, memoryGb, system, node, loadBefore } = machine
  const disk = machine.isDataInMemory
    ? 'DATA IN MEMORY: set TMPDIR to a folder on a disk, commits cost nothing here'
    : `4 KB write + fdatasync p50 ${two(syncMs.p50)} ms, p99 ${two(syncMs.p99)} ms`
  console.log(`${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}
${disk}; load before ${two(loadBefore)}`)
}

/** Prints the tables of one plan. */
export function print(results: Result[], { conversations, depth, rates }: Options): void {
  const throughput: Column<Row>[] = [
    perSecond,
    { title: '× relay', show: ({ result }) => two(ratio(result, relayOf(results))) },
    {
      title: 'rounds',
      show: ({ rounds }) => rounds.map((each) => whole(each.perSecond)).join(' '),
    },
  ]
  console.log(`\n## ${results[0]?.plan}\n`)
  console.log(`Unpaced: ${conversations} conversations, ${depth} unacknowledged each (ms)\n`)
  const unpaced = rowsOf(results, (result) => result.unpaced)
  console.log(tableOf(unpaced, [...throughput, ...latency]))
  console.log(tableOf(unpaced, cost))
  for (const [index, rate] of rates.entries()) {
    console.log(`Paced: ${rate} messages a second, from when each was due (ms)\n`)
    const paced = rowsOf(results, (result) => result.paced[index]?.rounds ?? [])
    console.log(tableOf(paced, [perSecond, ...latency, tails]))
    console.log(tableOf(paced, cost))
  }
  printFilled(results)
  for (const result of results) console.log(verdict(result))
  const disturbed = disturbedRounds(results)
  if (disturbed > 0) console.log(`\nBUSY MACHINE: ${disturbed} rounds shared it, see "others"`)
}

const rowsOf = (results: Result[], roundsOf: (result: Result) => Figures[]) =>
  results.map((result): [string, Row] => {
    const rounds = roundsOf(result)
    return [result.target, { result, rounds, figures: middle(rounds) }]
  })

/** What a filled database makes of it: starting, reading, and how flat the cost stays. */
function printFilled(results: Result[]): void {
  for (const result of results) {
    const { target, reads, readyMs, fillSeconds } = result
    if (fillSeconds === undefined) continue
    console.log(`${target}: filled in ${one(fillSeconds)} s, ready in ${whole(readyMs)} ms`)
    const columns: Column<ReadFigures>[] = [
      { title: 'p50', show: ({ p50 }) => one(p50) },
      { title: 'p99', show: ({ p99 }) => one(p99) },
    ]
    const rows = (reads ?? []).map((read): [string, ReadFigures] => [read.what, read])
    if (rows.length > 0) console.log(`\n${tableOf(rows, columns)}`)
    const small = smallerOf(result, results)
    if (small) console.log(`${flatness(result, small)}\n`)
  }
}

/** The same target on the smallest database, unless that is this one. */
function smallerOf({ spec }: Result, results: Result[]): Result | undefined {
  return results.find(
    (other) => other.spec.database === spec.database && other.spec.stored < spec.stored,
  )
}

function flatness(large: Result, small: Result): string {
  const paces = large.paced.map(({ rate, rounds }, index) => {
    const other = middle(small.paced[index]?.rounds ?? [])
    const { ackP99, serverCpu } = middle(rounds)
    return `at ${rate}/s p99 ${two(ackP99 / other.ackP99)} ×, CPU ${two(serverCpu / other.serverCpu)} ×`
  })
  return `against ${small.target}: throughput ${two(ratio(large, small))} ×, ${paces.join(', ')}`
}

function verdict(result: Result): string {
  const faults = Object.entries(result.faults).map(([name, count]) => `${name} ${count}`)
  const { stored, durability, target } = result
  if (stored) faults.push(`stored ${stored.messages}, ${stored.wrong.length} conversations wrong`)
  if (durability) faults.push(durability)
  return `${isFlawless(result) ? 'ok  ' : 'FAIL'} ${target}: ${faults.join(', ')}`
}

/** Writes every round of everything as JSON. */
export function save(plans: Result[][], options: Options, machine: Machine): void {
  const results = plans.flatMap((plan) =>
    plan.map((result) => ({
      ...result,
      isFlawless: isFlawless(result),
      disturbedRounds: disturbedRounds([result]),
      ratio: ratio(result, relayOf(plan)),
      median: {
        unpaced: middle(result.unpaced),
        paced: result.paced.map(({ rate, rounds }) => ({ rate, ...middle(rounds) })),
      },
    })),
  )
  const at = new Date().toISOString()
  mkdirSync(dirname(options.out), { recursive: true })
  writeFileSync(options.out, JSON.stringify({ at, machine, options, results }, null, 2))
}
