import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter'
import { skip } from './tally.ts'
import type { Count } from './tally.ts'

/** Counts a Playwright run from its JSON report. */
export function countPlaywright({ suites, stats, errors }: JSONReport): Count {
  return {
    passed: stats.expected,
    // A flaky test failed at least once, and a test that cannot be trusted is a failure.
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: suites.flatMap(specsOf).flatMap(skipsOf),
  }
}

function specsOf(suite: JSONReportSuite): JSONReportSpec[] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)]
}

function skipsOf(spec: JSONReportSpec) {
  return spec.tests
    .filter(({ status }) => status === 'skipped')
    .map(({ annotations }) => {
      const reason = annotations.find(({ type }) => type === 'skip' || type === 'fixme')
      return skip(`${spec.file} > ${spec.title}`, reason?.description)
    })
}
