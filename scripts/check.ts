/** `npm run check`: types, lint, format, unused code and structure. */
import { checks } from './checks.ts'
import { printStep, runSteps } from './steps.ts'

const results = await runSteps(checks, { atOnce: 2, onDone: printStep })
const failed = results.filter(({ ok }) => !ok).length
console.log(failed === 0 ? 'All checks passed.' : `${failed} of ${results.length} checks failed.`)
if (failed > 0) process.exitCode = 1
