import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseName, Finding } from './scenario.ts'

/** What became of one scenario on one database. */
export interface Outcome {
  scenario: string
  database: DatabaseName
  seconds: number
  finding?: Finding
  /** Why it did not run. */
  obstacle?: string
  /** What of it could not be tried, each with the reason. */
  missing?: Record<string, string>
  /** Why it broke off. */
  failure?: string
}

/** Whether it ran and nothing was violated. */
export const isGood = ({ finding }: Outcome) => finding?.verdict.isFlawless === true

/** Whether it, or a part of it, could not be tried here: nothing is proven of that. */
export const isPartial = ({ obstacle, missing = {} }: Outcome) =>
  obstacle !== undefined || Object.keys(missing).length > 0

/** Prints a line or two for each scenario. */
export function print(outcomes: Outcome[], seed: number): void {
  console.log(`\nFaults, seed ${seed}\n`)
  for (const outcome of outcomes) {
    const { scenario, database, seconds, finding } = outcome
    const mark = outcome.obstacle === undefined ? (isGood(outcome) ? 'ok  ' : 'FAIL') : 'none'
    console.log(`${mark} ${scenario} on ${database}, ${seconds.toFixed(0)} s`)
    for (const line of linesOf(outcome, finding)) console.log(`       ${line}`)
  }
}

function linesOf(outcome: Outcome, finding: Finding | undefined): string[] {
  const { obstacle, failure } = outcome
  const lines: string[] = []
  if (obstacle !== undefined) lines.push(`not run: ${obstacle}`)
  for (const [part, reason] of Object.entries(outcome.missing ?? {}))
    lines.push(`not tried: ${part}: ${reason}`)
  if (failure !== undefined) lines.push(`broke off: ${failure}`)
  if (!finding) return lines
  const { figures, verdict } = finding
  lines.push(
    Object.entries(figures)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  )
  const counts = Object.entries(verdict.counts).map(([name, count]) => `${name} ${count}`)
  lines.push(counts.length === 0 ? 'lost, repeated, misplaced: 0' : counts.join(', '))
  return [...lines, ...verdict.examples]
}

/** Writes everything as JSON. */
export function save(outcomes: Outcome[], seed: number, out: string): void {
  mkdirSync(dirname(out), { recursive: true })
  const at = new Date().toISOString()
  writeFileSync(out, JSON.stringify({ at, seed, node: process.version, outcomes }, null, 2))
}
