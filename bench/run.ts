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
import { faultsOf, measure } from './measure.ts'
import { OfficialSocket } from './official-client.ts'
import { readOptions } from './options.ts'
import type { ClientName, Options } from './options.ts'
import { isFlawless, print, save } from './report.ts'
import type { Result } from './report.ts'
import { readBack } from './stored.ts'
import { targets } from './targets.ts'
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
  const results = await bench(options)
  finish(results, machine)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

async function bench({ targets: names }: Options): Promise<Result[]> {
  await using running = new AsyncDisposableStack()
  const benches: Bench[] = []
  for (const name of names) {
    say(`starting ${name}`)
    const target = running.use(await targets[name]({ scratch, nodeArgs: profiling() }))
    benches.push(await open(target))
  }
  await takeTurns(benches, 'unpaced', ({ conversations }) => {
    return (meter) => runUnpaced(conversations, options.depth, options.unpaced, meter)
  })
  await takeTurns(benches, 'paced', ({ conversations }) => {
    return (meter) => runPaced(conversations, options.rate, options.paced, meter)
  })
  for (const one of benches) await conclude(one)
  return benches.map(({ result }) => result)
}

async function open(target: Target): Promise<Bench> {
  const { url, agentToken, name, durability } = target
  const conversations = await openConversations(
    { url, agentToken, connect: clients[options.client] },
    options.conversations,
  )
  const faults = faultsOf(conversations)
  const result: Result = { target: name, unpaced: [], paced: [], faults }
  if (durability !== undefined) result.durability = durability
  return { target, conversations, result }
}

type Load = Parameters<typeof measure>[1]

/** One round of each target after the other, so that what drifts in the machine drifts for all. */
async function takeTurns(
  benches: Bench[],
  kind: 'unpaced' | 'paced',
  loadFor: (bench: Bench) => Load,
): Promise<void> {
  for (let round = 1; round <= options.rounds; round++) {
    for (const one of benches) {
      const figures = await measure(one.target, loadFor(one))
      one.result[kind].push(figures)
      say(
        `${kind} ${round}/${options.rounds} ${one.target.name}: ${Math.round(figures.perSecond)}/s`,
      )
    }
  }
}

async function conclude({ target, conversations, result }: Bench): Promise<void> {
  result.faults = faultsOf(conversations)
  if (target.name !== 'relay') result.stored = await readBack(target, conversations)
  for (const conversation of conversations) conversation.close()
}

function finish(results: Result[], machine: Machine): void {
  print(results, options, machine)
  save(results, options, machine)
  say(`all rounds are in ${resolve(options.out)}`)
  if (!results.every(isFlawless)) process.exitCode = 1
}

function profiling(): string[] {
  if (!options.isProfiled) return []
  return ['--cpu-prof', `--cpu-prof-dir=${resolve(dirname(options.out))}`]
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
