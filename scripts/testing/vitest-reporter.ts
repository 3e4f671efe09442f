import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node'
import { failure, skip } from './tally.ts'
import type { Count, Thrown } from './tally.ts'

/** Counts a vitest run into the file TALLY_FILE names; vitest's own JSON leaves out why a test was skipped. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const cases = modules.flatMap((module) => [...module.children.allTests()])
    const inState = (state: string) => cases.filter((test) => test.result().state === state)
    const count: Count = {
      passed: inState('passed').length,
      // A test that never ended, as when its worker crashed, has failed.
      failed:
        inState('failed').length +
        inState('pending').length +
        modules.flatMap(brokenParts).length +
        unhandledErrors.length,
      skipped: inState('skipped').map((test) => skip(nameOf(test), reasonOf(test))),
      failures: [
        ...inState('failed').map((test) => failure(nameOf(test), test.result().errors?.[0])),
        ...inState('pending').map((test) => failure(nameOf(test), { message: 'never ended' })),
        ...modules.flatMap(brokenParts).map(whyBroken),
        ...unhandledErrors.map((error) => failure('outside a test', thrownOf(error))),
      ],
    }
    const file = process.env.TALLY_FILE
    if (file) writeFileSync(file, JSON.stringify(count))
  }
}

/** Files that could not be loaded and suites whose set-up failed: their tests count as skipped or not at all. */
function brokenParts(module: TestModule): (TestModule | TestSuite)[] {
  return [module, ...module.children.allSuites()].filter((part) => part.errors().length > 0)
}

function nameOf(test: TestCase): string {
  return `${test.module.relativeModuleId} > ${test.fullName}`
}

function reasonOf(test: TestCase): string | undefined {
  const result = test.result()
  return result.state === 'skipped' ? result.note : undefined
}

function whyBroken(part: TestModule | TestSuite): string {
  const name = part.type === 'module' ? part.relativeModuleId : part.fullName
  return failure(name, part.errors()[0])
}

const thrownOf = (error: unknown): Thrown =>
  error instanceof Error ? error : { message: String(error) }
