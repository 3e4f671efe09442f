/**
 * `npm run test:desktop`: the desktop specs on the Electron double, or with `-- --real` on Electron itself.
 * Other arguments go to Playwright. A table at the end says which it was.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import type { JSONReport } from '@playwright/test/reporter'
import { findChromium } from '../tests/support/chromium.ts'
import { buildDesktop } from './bundle.ts'
import { buildWhenStale } from './clients.ts'
import { electronProgram } from './electron.ts'
import { countPlaywright, durations } from './testing/playwright-report.ts'
import { runTests } from './testing/stage.ts'
import { summary } from './testing/tally.ts'

const given = process.argv.slice(2)
const isReal = given.includes('--real')
const others = given.filter((argument) => argument !== '--real')

const program = await programName()
if (program === null) process.exit(1)
buildWhenStale()
await buildDesktop()
process.env.DESKTOP_BACKEND = isReal ? 'electron' : 'double'

const rows: string[] = []
const tally = await runTests({
  stage: `desktop specs on ${program}`,
  command: 'playwright',
  args: ['test', 'tests/e2e/desktop', '--reporter=list,json', ...others],
  reportVariable: 'PLAYWRIGHT_JSON_OUTPUT_FILE',
  count(text) {
    const report = JSON.parse(text) as JSONReport
    for (const { title, seconds, status } of durations(report)) {
      rows.push(`  ${status.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s  ${title}`)
    }
    return countPlaywright(report)
  },
})
console.log(['', `On ${program}:`, ...rows, summary([tally])].join('\n'))
if (tally.failed > 0) process.exitCode = 1

/** What the app runs on, by name; null where it cannot run. */
async function programName(): Promise<string | null> {
  const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string }
  if (isReal) {
    const found = electronProgram(process.env)
    if ('path' in found) return `Electron ${version}`
    console.error(found.problem)
    return null
  }
  const { executablePath } = await findChromium()
  const said = spawnSync(executablePath, ['--version'], { encoding: 'utf8' }).stdout
  const [chromium = 'Chromium'] = /\S+ [\d.]+/.exec(said) ?? []
  return `the double of Electron ${version} (${chromium})`
}
