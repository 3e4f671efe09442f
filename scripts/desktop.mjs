/**
 * `npm run desktop [-- address]`: builds what is stale, and starts the desktop shell at a server:
 * the given address, else FRONTDESK_URL, else wherever one was last.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { DEFAULT_SERVER, serverAddress } from '../electron/address.ts'
import { buildDesktop } from './bundle.ts'
import { buildWhenStale } from './clients.ts'
import { electronProgram } from './electron.ts'

const ROOT = join(import.meta.dirname, '..')

const [given = process.env.FRONTDESK_URL, ...others] = process.argv.slice(2)
const server = given === undefined ? null : serverAddress(given)
if (given !== undefined && server === null) {
  stop(`"${given}" is no address of a server: try ${DEFAULT_SERVER}.`)
}

const program = electronProgram(process.env)
if ('problem' in program) stop(program.problem)

buildWhenStale()
await buildDesktop()
if (server !== null) await sayWhenNobodyAnswers(server)

const main = join(ROOT, 'dist', 'electron', 'main.js')
const named = server === null ? [] : [`--server=${server}`]
const shell = spawn(program.path, [main, ...named, ...others], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => shell.kill(signal))
shell.on('error', (error) => stop(`Electron did not start: ${error.message}.`))
shell.on('close', (code) => (process.exitCode = code ?? 1))

async function sayWhenNobodyAnswers(url) {
  try {
    await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2000) })
  } catch {
    console.error(`Nothing answers at ${url} yet: "npm start" starts a server on this computer.`)
  }
}

function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}
