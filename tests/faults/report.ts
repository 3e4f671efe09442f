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
  /** Why it broke off. */
  failure?: string
}

export const isGood = ({ finding, obstacle }: Outcome) =>
  obstacle !== undefined || finding?.verdict.isFlawless === true

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

function linesOf({ obstacle, failure }: Outcome, finding: Finding | undefined): string[] {
  const lines: string[] = []
  if (obstacle !== undefined) lines.push(`not run: ${obstacle}`)
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
