import { parseArgs } from 'node:util'
import type { Span } from './load.ts'
import { type DatabaseName, DATABASES, type Wishes } from './specs.ts'

const CLIENTS = ['light', 'official'] as const
export type ClientName = (typeof CLIENTS)[number]

/** What one run measures and for how long. */
export interface Options extends Wishes {
  conversations: number
  /** `official` is socket.io-client; `light` speaks the protocol directly, so that the server is the bottleneck. */
  client: ClientName
  /** Messages each customer keeps unacknowledged in the unpaced load. */
  depth: number
  /** Messages a second of the paced loads. */
  rates: number[]
  rounds: number
  unpaced: Span
  paced: Span
  out: string
  isProfiled: boolean
}

const usage = `npm run bench -- [--quick] [--targets relay,sqlite,postgres] [--depth 1] [--rate 500,1000]
  [--full] [--processes 1,2,3] [--stored 10000,1000000]
  [--client light|official]
  [--conversations 200] [--out dist/bench/latest.json] [--profile]`

/** Reads the command line; throws a sentence and the usage when it makes no sense. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      targets: { type: 'string', default: DATABASES.join() },
      processes: { type: 'string', default: '1' },
      stored: { type: 'string', default: '0' },
      conversations: { type: 'string', default: '200' },
      depth: { type: 'string', default: '1' },
      rate: { type: 'string', default: '500,1000' },
      client: { type: 'string', default: 'light' },
      out: { type: 'string', default: 'dist/bench/latest.json' },
    },
  })
  const length = values.quick
    ? { rounds: 1, unpaced: span(300, 1000), paced: span(200, 1000) }
    : { rounds: 3, unpaced: span(1000, 3500), paced: span(500, 2500) }
  return {
    ...length,
    isFull: values.full,
    targets: values.targets.split(',').map(targetName),
    processes: listOf('processes', values.processes, 1),
    stored: listOf('stored', values.stored, 0),
    conversations: positive('conversations', values.conversations),
    depth: positive('depth', values.depth),
    rates: listOf('rate', values.rate, 1),
    client: clientName(values.client),
    out: values.out,
    isProfiled: values.profile,
  }
}

const span = (warmUp: number, measured: number): Span => ({ warmUp, measured })

function clientName(text: string): ClientName {
  const name = CLIENTS.find((client) => client === text)
  if (!name) throw new Error(`--client: there is no "${text}"\n${usage}`)
  return name
}

function targetName(text: string): DatabaseName {
  const name = DATABASES.find((target) => target === text)
  if (!name) throw new Error(`--targets: there is no "${text}"\n${usage}`)
  return name
}

const listOf = (name: string, text: string, least: number) =>
  text.split(',').map((item) => whole(name, item, least))

const positive = (name: string, text: string) => whole(name, text, 1)

function whole(name: string, text: string, least: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= least) return number
  throw new Error(`--${name} expects a whole number from ${least}\n${usage}`)
}
