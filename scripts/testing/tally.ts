import { stripVTControlCharacters } from 'node:util'

/** What one stage of the test run came to. */
export interface Tally {
  stage: string
  seconds: number
  passed: number
  failed: number
  skipped: Skip[]
  /** What failed, each with the beginning of its error. */
  failures?: string[]
  /** What failed at first and passed when it was run again, likewise. */
  flaky?: string[]
  /** Skips that count as failures, because nobody allowed them. */
  refused: Skip[]
}

export interface Skip {
  test: string
  reason: string
}

/** A tally as the stages fill it in, before skips are judged. */
export type Count = Pick<Tally, 'passed' | 'failed' | 'skipped' | 'failures' | 'flaky'>

/** The reason as the test gave it, or the plain fact that it gave none. */
export function skip(test: string, reason: string | undefined): Skip {
  return { test, reason: reason?.trim() || 'no reason given' }
}

/** Turns every skip that is not on the list into a failure. */
export function refuseSkips(tally: Tally, allowed: string[]): Tally {
  const isAllowed = ({ test }: Skip) => allowed.includes(test)
  const refused = tally.skipped.filter((entry) => !isAllowed(entry))
  return {
    ...tally,
    failed: tally.failed + refused.length,
    skipped: tally.skipped.filter(isAllowed),
    refused,
  }
}

/** The stages with their times, what was skipped, wavered or failed by name, and the totals as the last line. */
export function summary(tallies: Tally[]): string {
  const width = Math.max(...tallies.map(({ stage }) => stage.length))
  const rows = tallies.map((tally) => {
    const time = `${tally.seconds.toFixed(1)} s`.padStart(8)
    return `${tally.stage.padEnd(width)}  ${time}  ${counts(tally)}`
  })
  return [
    '',
    ...rows,
    ...list(
      'Skipped:',
      tallies.flatMap((tally) => tally.skipped),
    ),
    ...list(
      'Skipped without being allowed to (tests/allowed-skips.json), which is a failure in CI:',
      tallies.flatMap((tally) => tally.refused),
    ),
    ...names(
      'Passed only when run again, so not to be trusted until mended:',
      tallies.flatMap(({ flaky }) => flaky ?? []),
    ),
    ...names(
      'Failed:',
      tallies.flatMap(({ failures }) => failures ?? []),
    ),
    '',
    counts(total(tallies)),
  ].join('\n')
}

export function total(tallies: Tally[]): Count {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  }
}

function list(title: string, skips: Skip[]): string[] {
  if (skips.length === 0) return []
  return ['', title, ...skips.map(({ test, reason }) => `  ${test}: ${reason}`)]
}

function names(title: string, tests: string[]): string[] {
  if (tests.length === 0) return []
  return ['', title, ...tests.map((test) => `  ${test}`)]
}

/** What a test program says of what went wrong. */
export interface Thrown {
  message?: string | undefined
  cause?: unknown
}

const MOST_LINES = 6
const LONGEST_LINE = 1_000

/** How a failure reads in the summary: enough to run the same again, as a property's seed and what it found. */
export function failure(test: string, error: Thrown | undefined): string {
  const lines = messages(error)
    .flatMap((message) =>
      message
        .split('\n')
        .filter((line) => line.trim() !== '')
        .slice(0, MOST_LINES),
    )
    .map((line) => stripVTControlCharacters(line).slice(0, LONGEST_LINE))
  const [first, ...more] = lines
  return [first === undefined ? test : `${test}: ${first}`, ...more].join('\n      ')
}

/** An error's message and those of its causes. */
function messages(error: Thrown | undefined): string[] {
  if (!error) return []
  const own = error.message?.trim() ? [error.message.trim()] : []
  return [...own, ...messages(isThrown(error.cause) ? error.cause : undefined)]
}

const isThrown = (value: unknown): value is Thrown => typeof value === 'object' && value !== null

function counts({ passed, failed, skipped }: Count): string {
  const skips = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
  return `${passed} passed, ${failed} failed${skips}`
}
