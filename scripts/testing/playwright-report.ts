import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter'
import { failure, skip } from './tally.ts'
import type { Count } from './tally.ts'

/** Counts a Playwright run from its JSON report. */
export function countPlaywright({ suites, stats, errors }: JSONReport): Count {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: suites.flatMap(specsOf).flatMap(skipsOf),
    failures: [
      ...suites.flatMap(specsOf).filter(isFailed).map(whyFailed),
      ...errors.map((error) => failure('outside a test', error)),
    ],
    flaky: suites.flatMap(specsOf).filter(isFlaky).map(whyFailed),
  }
}

/** Every spec with how it ended and how long it took. */
export function durations({ suites }: JSONReport) {
  return suites.flatMap(specsOf).map(({ title, tests }) => ({
    title,
    status: tests[0]?.status ?? 'skipped',
    seconds:
      tests.flatMap(({ results }) => results).reduce((ms, { duration }) => ms + duration, 0) / 1000,
  }))
}

function specsOf(suite: JSONReportSuite): JSONReportSpec[] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)]
}

const nameOf = ({ file, title }: JSONReportSpec) => `${file} > ${title}`

const isFailed = ({ tests }: JSONReportSpec) => tests.some(({ status }) => status === 'unexpected')

function whyFailed(spec: JSONReportSpec): string {
  const results = spec.tests.flatMap((test) => test.results)
  return failure(nameOf(spec), results.find(({ error }) => error)?.error)
}

const isFlaky = ({ tests }: JSONReportSpec) => tests.some(({ status }) => status === 'flaky')

function skipsOf(spec: JSONReportSpec) {
  return spec.tests
    .filter(({ status }) => status === 'skipped')
    .map(({ annotations }) => {
      const reason = annotations.find(({ type }) => type === 'skip' || type === 'fixme')
      return skip(nameOf(spec), reason?.description)
    })
}
