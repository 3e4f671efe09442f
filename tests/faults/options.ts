import { parseArgs } from 'node:util'

const usage = `npm run faults -- [--only kill,disk] [--databases sqlite,postgres] [--rounds 5] [--seed 7]
  [--out dist/faults/latest.json]`

/** What one run does. */
export interface Options {
  only: string[] | undefined
  databases: string[] | undefined
  rounds: number | undefined
  seed: number
  out: string
}

/** Reads the command line; throws a sentence and the usage when it makes no sense. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      databases: { type: 'string' },
      rounds: { type: 'string' },
      seed: { type: 'string' },
      out: { type: 'string', default: 'dist/faults/latest.json' },
    },
  })
  return {
    only: values.only?.split(','),
    databases: values.databases?.split(','),
    rounds: values.rounds === undefined ? undefined : whole('rounds', values.rounds),
    seed: values.seed === undefined ? Date.now() % 1_000_000 : whole('seed', values.seed),
    out: values.out,
  }
}

function whole(name: string, text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number > 0) return number
  throw new Error(`--${name} expects a whole number above 0\n${usage}`)
}
