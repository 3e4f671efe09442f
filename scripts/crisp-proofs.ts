/**
 * `npm run crisp:proofs`: what `npm test` proves of Crisp in small, at full size: 500 random scenarios and twenty kills
 * during a backfill, on both databases. `CRISP_SEED` repeats a run.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const VITEST = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')
const size = { CRISP_SCENARIOS: '250', CRISP_KILLS: '20' }

const { status } = spawnSync(process.execPath, [VITEST, 'run', 'tests/crisp'], {
  stdio: 'inherit',
  env: { ...size, ...process.env },
})
process.exitCode = status ?? 1
