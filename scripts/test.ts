/** `npm test`: everything that proves the product. The last line is the total. */
import { readFileSync } from 'node:fs'
import type { JSONReport } from '@playwright/test/reporter'
import { findChromium } from '../tests/support/chromium.ts'
import { checks } from './checks.ts'
import { printStep, runSteps } from './steps.ts'
import type { Step } from './steps.ts'
import { countPlaywright } from './testing/playwright-report.ts'
import { runTests } from './testing/stage.ts'
import { refuseSkips, skip, summary, total } from './testing/tally.ts'
import type { Count, Tally } from './testing/tally.ts'

// The desktop app takes the clients along, so they are built first.
const build: Step[] = [
  { name: 'build of the clients', command: 'node', args: ['scripts/build.ts'] },
  { name: 'build of the desktop app', command: 'node', args: ['scripts/build-desktop.ts'] },
]

const stages = [
  await stepsStage('checks', checks, 2),
  await stepsStage('build', build, 1),
  await runTests({
    stage: 'unit and integration tests',
    command: 'vitest',
    args: ['run', '--reporter=default', '--reporter=./scripts/testing/vitest-reporter.ts'],
    reportVariable: 'TALLY_FILE',
    count: (report) => JSON.parse(report) as Count,
  }),
  await browserStage(),
]
const tallies = process.env.CI === 'true' ? stages.map(refuseUnlisted) : stages
console.log(summary(tallies))
if (total(tallies).failed > 0) process.exitCode = 1

async function stepsStage(stage: string, steps: Step[], atOnce: number): Promise<Tally> {
  const started = performance.now()
  const results = await runSteps(steps, { atOnce, onDone: printStep })
  const passed = results.filter(({ ok }) => ok).length
  const seconds = (performance.now() - started) / 1000
  return { stage, seconds, passed, failed: results.length - passed, skipped: [], refused: [] }
}

async function browserStage(): Promise<Tally> {
  const stage = 'browser tests'
  try {
    process.env.CHROMIUM_PATH = (await findChromium()).executablePath
  } catch (error) {
    const skipped = [skip(stage, error instanceof Error ? error.message : String(error))]
    return { stage, seconds: 0, passed: 0, failed: 0, skipped, refused: [] }
  }
  return runTests({
    stage,
    command: 'playwright',
    args: ['test', '--reporter=list,json'],
    reportVariable: 'PLAYWRIGHT_JSON_OUTPUT_FILE',
    count: (report) => countPlaywright(JSON.parse(report) as JSONReport),
  })
}

function refuseUnlisted(tally: Tally): Tally {
  const file = new URL('../tests/allowed-skips.json', import.meta.url)
  return refuseSkips(tally, JSON.parse(readFileSync(file, 'utf8')) as string[])
}
