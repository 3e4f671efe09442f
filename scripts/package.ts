/**
 * `npm run package`: the packages of the system it runs on, into `dist/packages`. FRONTDESK_UPDATES_URL is where newer
 * versions will be; further arguments go to electron-builder.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { publishing } from './publishing.ts'

const builder = fileURLToPath(import.meta.resolve('electron-builder/cli.js'))
const given = [...publishing(process.env['FRONTDESK_UPDATES_URL']), ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, [builder, '--publish', 'never', ...given], {
  stdio: 'inherit',
})
process.exitCode = status ?? 1
