import type { Conversation } from './conversation.ts'
import type { Meter, Observed } from './load.ts'
import { cpuOfMachine } from './process-cost.ts'
import { quantile } from './quantiles.ts'
import type { Target } from './targets.ts'

/** One round's figures: latencies in ms, CPU in ms per 1,000 messages, shares of one core. */
export type Figures = Record<(typeof FIGURES)[number], number>

export const FIGURES = [
  'perSecond',
  'ackP50',
  'ackP99',
  'deliveryP50',
  'deliveryP95',
  'deliveryP99',
  'serverCpu',
  'databaseCpu',
  'serverShare',
  'databaseShare',
  'clientShare',
  'othersShare',
  'residentMb',
  'commitMessages',
  'commitMs',
] as const

/** What must never happen, counted. */
export interface Faults {
  lost: number
  repeated: number
  disordered: number
  refused: number
  unanswered: number
  lostConnections: number
}

/** Runs a load against a target and puts what the clients saw beside what it cost. */
export async function measure(
  target: Target,
  load: (meter: Meter) => Promise<Observed>,
): Promise<Figures> {
  const before = await commits(target)
  const ends: Meters[] = []
  const read = () => void ends.push(readMeters(target))
  const observed = await load({ start: read, stop: read })
  const after = await commits(target)
  const [first, last] = ends
  if (!first || !last) throw new Error('the load was never measured')
  const sizes = after.messages - before.messages
  const count = after.count - before.count
  return {
    ...latencies(observed),
    ...costs(first, last, observed),
    residentMb: target.residentBytes() / 2 ** 20,
    commitMessages: sizes / count,
    commitMs: ((after.seconds - before.seconds) * 1000) / count,
  }
}

/** Sums what went wrong in all rounds, by what every socket was told. */
export function faultsOf(conversations: readonly Conversation[]): Faults {
  const faults = { lost: 0, repeated: 0, disordered: 0 }
  const unmet = { refused: 0, unanswered: 0, lostConnections: 0 }
  for (const { received, acknowledged, refusals, inFlight, lostConnections } of conversations) {
    for (const receipts of [received.customer, received.agent]) {
      faults.lost += receipts.lost(acknowledged)
      faults.repeated += receipts.repeated
      faults.disordered += receipts.disordered
    }
    unmet.refused += refusals.length
    unmet.unanswered += inFlight
    unmet.lostConnections += lostConnections
  }
  return { ...faults, ...unmet }
}

interface Meters {
  server: number
  database: number
  client: number
  machine: number
}

function readMeters(target: Target): Meters {
  const { user, system } = process.cpuUsage()
  const { server, database = Number.NaN } = target.cpu()
  return { server, database, client: (user + system) / 1000, machine: cpuOfMachine() }
}

function latencies({ acknowledged, seconds, ackLatencies, deliveryLatencies }: Observed) {
  return {
    perSecond: acknowledged / seconds,
    ackP50: quantile(ackLatencies, 0.5),
    ackP99: quantile(ackLatencies, 0.99),
    deliveryP50: quantile(deliveryLatencies, 0.5),
    deliveryP95: quantile(deliveryLatencies, 0.95),
    deliveryP99: quantile(deliveryLatencies, 0.99),
  }
}

function costs(first: Meters, last: Meters, { acknowledged, seconds }: Observed) {
  const thousands = acknowledged / 1000
  const elapsed = seconds * 1000
  const server = last.server - first.server
  const database = last.database - first.database
  const client = last.client - first.client
  const ours = server + client + (Number.isNaN(database) ? 0 : database)
  return {
    serverCpu: server / thousands,
    databaseCpu: database / thousands,
    serverShare: server / elapsed,
    databaseShare: database / elapsed,
    clientShare: client / elapsed,
    othersShare: (last.machine - first.machine - ours) / elapsed,
  }
}

/** Group commits so far, by the server's own metrics; NaN of a server that has none. */
async function commits({ spec, urls }: Target) {
  const texts = spec.database === 'relay' ? [] : await Promise.all(urls.map(metricsOf))
  const value = (text: string, metric: string) =>
    Number(new RegExp(`^${metric}(?:{.*})? (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
  const sum = (metric: string) =>
    texts.length === 0 ? Number.NaN : texts.reduce((all, text) => all + value(text, metric), 0)
  return {
    messages: sum('frontdesk_commit_messages_sum'),
    count: sum('frontdesk_commit_messages_count'),
    seconds: sum('frontdesk_commit_seconds_sum'),
  }
}

async function metricsOf(url: string): Promise<string> {
  const answer = await fetch(`${url}/metrics`)
  return answer.ok ? answer.text() : ''
}
