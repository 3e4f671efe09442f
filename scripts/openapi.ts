/**
 * `npm run openapi` writes the description of the REST interface to `resources/api/openapi.json`, from which Postman and
 * others make their collections; with `--check` it only says whether that file is current.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createApp } from '../server/app.ts'
import { systemClock } from '../server/clock.ts'
import { readConfig } from '../server/config.ts'
import { createLog } from '../server/log.ts'

const ROOT = join(import.meta.dirname, '..')
const FILE = join(ROOT, 'resources', 'api', 'openapi.json')

/** The description as the server gives it, without a server that listens. */
async function describe(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    version: string
  }
  const scratch = mkdtempSync(join(tmpdir(), 'frontdesk-openapi-'))
  const config = readConfig({ DATA_DIR: scratch, LOG_LEVEL: 'silent' })
  const log = createLog(config.LOG_LEVEL)
  const app = await createApp({ config, clock: systemClock, log, version, dist: scratch })
  try {
    await app.http.ready()
    return `${JSON.stringify(app.http.swagger(), null, 2)}\n`
  } finally {
    await app.stop()
    rmSync(scratch, { recursive: true })
  }
}

const current = await describe()
if (!process.argv.includes('--check')) {
  mkdirSync(dirname(FILE), { recursive: true })
  writeFileSync(FILE, current)
} else if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== current) {
  console.error('resources/api/openapi.json is not current: run "npm run openapi".')
  process.exitCode = 1
}
