import { FIGURES, type Faults, type Figures } from './measure.ts'
import { median } from './quantiles.ts'
import type { ReadFigures } from './reads.ts'
import type { Spec } from './specs.ts'
import type { Stored } from './stored.ts'

/** The rounds at one pace. */
export interface Pace {
  rate: number
  rounds: Figures[]
}

/** Everything one run found out about one target. */
export interface Result {
  plan: string
  target: string
  spec: Spec
  readyMs: number
  /** How long filling its database took, where it was filled. */
  fillSeconds?: number
  durability?: string
  unpaced: Figures[]
  paced: Pace[]
  reads?: ReadFigures[]
  faults: Faults
  stored?: Stored
}

/** True when nothing was lost, repeated or misplaced, on the wire or in the database. */
export function isFlawless({ faults, stored }: Result): boolean {
  return Object.values(faults).every((count) => count === 0) && !stored?.wrong.length
}

/** The middle round of each figure. */
export function middle(rounds: readonly Figures[]): Figures {
  const values = FIGURES.map((name) => [name, median(rounds.map((round) => round[name]))])
  return Object.fromEntries(values) as Figures
}

/** Throughput against another target's of the same round, the middle round of that. */
export function ratio(result: Result, other: Result | undefined): number {
  return median(
    result.unpaced.map(
      (round, index) => round.perSecond / (other?.unpaced[index]?.perSecond ?? Number.NaN),
    ),
  )
}

/** The relay measured in the same plan. */
export const relayOf = (results: Result[]) => results.find(({ spec }) => spec.database === 'relay')

/** Rounds during which other programs took more than a quarter of a core. */
export function disturbedRounds(results: Result[]): number {
  const rounds = results.flatMap(({ unpaced, paced }) => [
    ...unpaced,
    ...paced.flatMap((pace) => pace.rounds),
  ])
  return rounds.filter(({ othersShare }) => othersShare > 0.25).length
}
