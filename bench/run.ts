/** `npm run bench`: see README.md beside this file for what is measured and how. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { ChatSocket } from './client.ts'
import type { Connect } from './client.ts'
import { openConversations } from './conversation.ts'
import type { Conversation } from './conversation.ts'
import { runPaced, runUnpaced } from './load.ts'
import { describeMachine } from './machine.ts'
import type { Machine } from './machine.ts'
import { faultsOf, type Figures, measure } from './measure.ts'
import { OfficialSocket } from './official-client.ts'
import { readOptions } from './options.ts'
import type { ClientName } from './options.ts'
import { measureReads } from './reads.ts'
import { print, printMachine, save } from './report.ts'
import { isFlawless, type Result } from './result.ts'
import { labelOf, type Plan, plansOf } from './specs.ts'
import { readBack } from './stored.ts'
import { startTarget } from './targets.ts'
import type { Target } from './targets.ts'

interface Bench {
  target: Target
  conversations: Conversation[]
  result: Result
}

const clients: Record<ClientName, Connect> = {
  light: (base, auth) => ChatSocket.connect(base, auth),
  official: (base, auth) => OfficialSocket.connect(base, auth),
}

const options = readOptions(process.argv.slice(2))
const scratch = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'))
try {
  const machine = describeMachine(scratch)
  printMachine(machine)
  const done: Result[][] = []
  for (const plan of plansOf(options)) {
    const results = await bench(plan)
    print(results, options)
    done.push(results)
  }
  finish(done, machine)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

async function bench(plan: Plan): Promise<Result[]> {
  await using running = new AsyncDisposableStack()
  const targets: Target[] = []
  for (const spec of plan.specs) {
    say(`starting ${labelOf(spec)}`)
    targets.push(running.use(await startTarget(spec, { scratch, nodeArgs: profiling() })))
  }
  // Only now: no socket of one answers its server while the database of the next is filled for minutes.
  const benches: Bench[] = []
  for (const target of targets) {
    const reads = plan.reads && target.filled ? await measureReads(target) : undefined
    benches.push(await open(target, { plan: plan.title, ...(reads && { reads }) }))
  }
  await takeTurns(
    benches,
    'unpaced',
    (one, figures) => one.result.unpaced.push(figures),
    (one) => {
      return (meter) => runUnpaced(one.conversations, options.depth, options.unpaced, meter)
    },
  )
  for (const [index, rate] of options.rates.entries())
    await takeTurns(
      benches,
      `paced at ${rate}`,
      (one, figures) => one.result.paced[index]?.rounds.push(figures),
      (one) => (meter) => runPaced(one.conversations, rate, options.paced, meter),
    )
  for (const one of benches) await conclude(one)
  return benches.map(({ result }) => result)
}

async function open(target: Target, told: Pick<Result, 'plan' | 'reads'>): Promise<Bench> {
  const { urls, agentToken, name, spec, readyMs, durability, filled } = target
  const conversations = await openConversations(
    { urls, agentToken, connect: clients[options.client] },
    options.conversations,
  )
  const result: Result = {
    ...told,
    target: name,
    spec,
    readyMs,
    unpaced: [],
    paced: options.rates.map((rate) => ({ rate, rounds: [] })),
    faults: faultsOf(conversations),
    ...(filled && { fillSeconds: filled.seconds }),
    ...(durability !== undefined && { durability }),
  }
  return { target, conversations, result }
}

type Load = Parameters<typeof measure>[1]

/** One round of each target after the other, so that what drifts in the machine drifts for all. */
async function takeTurns(
  benches: Bench[],
  kind: string,
  keep: (one: Bench, figures: Figures) => void,
  loadFor: (one: Bench) => Load,
): Promise<void> {
  for (let round = 1; round <= options.rounds; round++) {
    for (const one of benches) {
      const figures = await measure(one.target, loadFor(one))
      keep(one, figures)
      say(
        `${kind} ${round}/${options.rounds} ${one.target.name}: ${Math.round(figures.perSecond)}/s`,
      )
    }
  }
}

async function conclude({ target, conversations, result }: Bench): Promise<void> {
  result.faults = faultsOf(conversations)
  if (target.spec.database !== 'relay') result.stored = await readBack(target, conversations)
  for (const conversation of conversations) conversation.close()
}

function finish(plans: Result[][], machine: Machine): void {
  save(plans, options, machine)
  say(`all rounds are in ${resolve(options.out)}`)
  if (!plans.flat().every(isFlawless)) process.exitCode = 1
}

function profiling(): string[] {
  if (!options.isProfiled) return []
  return ['--cpu-prof', `--cpu-prof-dir=${resolve(dirname(options.out))}`]
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
