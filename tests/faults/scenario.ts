import type { Place } from '../support/places.ts'
import type { Random } from './random.ts'
import type { Verdict } from './verdict.ts'

export type DatabaseName = 'sqlite' | 'postgres'

/** What a scenario gets to work with. */
export interface Stage {
  database: DatabaseName
  /** Makes a fresh database of that kind. */
  place: () => Promise<Place>
  random: Random
  /** How often the fault comes; each scenario says what that means to it. */
  rounds: number
  /** What times and sizes may be exceeded by: a build machine may be slow and busy. */
  leniency: number
  /** Where the ledgers go. */
  folder: string
  say: (line: string) => void
}

/** What a scenario found. */
export interface Finding {
  verdict: Verdict
  /** What it measured, in the order it is shown. */
  figures: Record<string, number | string>
}

/** A fault that may happen to a server, and the proof that nothing is lost by it. */
export interface Scenario {
  name: string
  databases: readonly DatabaseName[]
  rounds: number
  /** Why it cannot run on this machine; nothing where it can. */
  obstacle?: () => string | undefined
  /** What of it cannot be tried on this machine, each with the reason; the rest is. */
  missing?: () => Record<string, string>
  run: (stage: Stage) => Promise<Finding>
}
