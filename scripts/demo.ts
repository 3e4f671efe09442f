/**
 * `npm run demo`: a fresh `./data-demo`, filled by `server/cli.ts demo`, then served. `npm run demo -- --keep` goes on
 * with the one that is there.
 */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildWhenStale } from './clients.ts'

const ROOT = join(import.meta.dirname, '..')
const dataDir = join(ROOT, 'data-demo')
const keeps = process.argv.includes('--keep')

// The demo never touches a database somebody works with.
process.env.DATA_DIR = dataDir
delete process.env.DATABASE_URL
if (!keeps) rmSync(dataDir, { recursive: true, force: true })

buildWhenStale()
const filling = [join(ROOT, 'server', 'cli.ts'), 'demo', ...(keeps ? ['--keep'] : [])]
if (spawnSync(process.execPath, filling, { stdio: 'inherit' }).status === 0)
  await import('../server/main.ts')
else process.exitCode = 1
