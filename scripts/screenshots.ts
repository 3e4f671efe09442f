/**
 * `npm run screenshots`: every screen of the demo company in both themes, some on a phone and in Vietnamese, into
 * `dist/screenshots`; the few the README shows go into `docs/images`. The same demo, as of the same moment, gives the
 * same pictures. `npm run screenshots -- ticket` takes those whose name has "ticket" in it.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from '../tests/support/chromium.ts'
import { startProcess } from '../tests/support/process.ts'
import { buildWhenStale } from './clients.ts'
import { inDocs, NOW, shots } from './screenshots/shots.ts'
import { openCamera } from './screenshots/camera.ts'

const ROOT = join(import.meta.dirname, '..')
const out = join(ROOT, 'dist', 'screenshots')
const [wanted = ''] = process.argv.slice(2)
const directory = mkdtempSync(join(tmpdir(), 'frontdesk-screenshots-'))

buildWhenStale()
const environment = { ...process.env, DATA_DIR: directory, DATABASE_URL: '' }
const seeding = spawnSync(process.execPath, [join(ROOT, 'server/cli.ts'), 'demo', '--at', NOW], {
  env: environment,
  stdio: ['ignore', 'ignore', 'inherit'],
})
if (seeding.status !== 0) throw new Error('The demo could not be made')

mkdirSync(out, { recursive: true })
const server = await startProcess({ DATA_DIR: directory })
const { executablePath, args } = await findChromium()
const browser = await chromium.launch({ executablePath, args })
const camera = await openCamera(browser, server.url)
for (const shot of shots.filter(({ name }) => name.includes(wanted))) {
  const file = join(out, `${shot.name}.png`)
  await camera.take(shot, file)
  if (inDocs.has(shot.name)) copyFileSync(file, join(ROOT, 'docs', 'images', `${shot.name}.png`))
  process.stdout.write(`${shot.name}\n`)
}
await browser.close()
await server.end('SIGTERM')
rmSync(directory, { recursive: true, force: true })
