/** What one stage of the test run came to. */
export interface Tally {
  stage: string
  seconds: number
  passed: number
  failed: number
  skipped: Skip[]
  /** What failed, each with its error's first line. */
  failures?: string[]
  /** What failed at first and passed when it was run again. */
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

/** How a failure reads in the summary; what the error says beyond its first line stands where the test ran. */
export function failure(test: string, message: string | undefined): string {
  const line = message?.trim().split('\n', 1)[0]
  return line ? `${test}: ${line}` : test
}

function counts({ passed, failed, skipped }: Count): string {
  const skips = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
  return `${passed} passed, ${failed} failed${skips}`
}
