import { parseArgs } from 'node:util'
import type { Span } from './load.ts'

export const TARGETS = ['relay', 'sqlite', 'postgres'] as const
const CLIENTS = ['light', 'official'] as const
export type ClientName = (typeof CLIENTS)[number]

export type TargetName = (typeof TARGETS)[number]

/** What one run measures and for how long. */
export interface Options {
  targets: TargetName[]
  conversations: number
  /** `official` is socket.io-client; `light` speaks the protocol directly, so that the server is the bottleneck. */
  client: ClientName
  /** Messages each customer keeps unacknowledged in the unpaced load. */
  depth: number
  /** Messages a second of the paced load. */
  rate: number
  rounds: number
  unpaced: Span
  paced: Span
  out: string
  isProfiled: boolean
}

const usage = `npm run bench -- [--quick] [--targets relay,sqlite,postgres] [--depth 1] [--rate 500]
  [--client light|official]
  [--conversations 200] [--out dist/bench/latest.json] [--profile]`

/** Reads the command line; throws a sentence and the usage when it makes no sense. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      targets: { type: 'string', default: TARGETS.join() },
      conversations: { type: 'string', default: '200' },
      depth: { type: 'string', default: '1' },
      rate: { type: 'string', default: '500' },
      client: { type: 'string', default: 'light' },
      out: { type: 'string', default: 'dist/bench/latest.json' },
    },
  })
  const length = values.quick
    ? { rounds: 1, unpaced: span(300, 1000), paced: span(200, 1000) }
    : { rounds: 3, unpaced: span(1000, 3500), paced: span(500, 4000) }
  return {
    ...length,
    targets: values.targets.split(',').map(targetName),
    conversations: positive('conversations', values.conversations),
    depth: positive('depth', values.depth),
    rate: positive('rate', values.rate),
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

function targetName(text: string): TargetName {
  const name = TARGETS.find((target) => target === text)
  if (!name) throw new Error(`--targets: there is no "${text}"\n${usage}`)
  return name
}

function positive(name: string, text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number > 0) return number
  throw new Error(`--${name} expects a whole number above 0\n${usage}`)
}
