/**
 * `npm run demo`: a fresh `./data-demo`, filled by `server/cli.ts demo`, then served. `npm run demo:large` makes a large
 * company in `./data-demo-large`. With `-- --keep` it goes on with the one that is there; `-- --scale 0.1` makes a tenth.
 */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildWhenStale } from './clients.ts'

const ROOT = join(import.meta.dirname, '..')
const wishes = process.argv.slice(2)
const dataDir = join(ROOT, wishes.includes('--large') ? 'data-demo-large' : 'data-demo')
const keeps = wishes.includes('--keep')

// The demo never touches a database somebody works with.
process.env.DATA_DIR = dataDir
delete process.env.DATABASE_URL
if (!keeps) rmSync(dataDir, { recursive: true, force: true })

buildWhenStale()
const filling = [join(ROOT, 'server', 'cli.ts'), 'demo', ...wishes]
if (spawnSync(process.execPath, filling, { stdio: 'inherit' }).status === 0)
  await import('../server/main.ts')
else process.exitCode = 1
