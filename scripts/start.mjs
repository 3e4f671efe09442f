/**
 * `npm start`. Plain JavaScript without modern syntax at the top, so that a Node too old for the
 * rest can still say so.
 */
import * as nodeModule from 'node:module'
import { fileURLToPath } from 'node:url'

const OLDEST = [22, 18]

if (isTooOld(process.versions.node)) {
  console.error(
    `Frontdesk needs Node ${OLDEST.join('.')} or later and this is Node ${process.versions.node}: ` +
      'start it with "npm start" after "npm ci", which brings its own, or install Node 24.',
  )
  process.exit(1)
}

// Kept in the project, not in a temporary folder that other people can write to.
nodeModule.enableCompileCache(
  fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)),
)
if (!wantsHelp()) {
  const { buildWhenStale } = await import('./clients.ts')
  buildWhenStale()
}
await import('../server/main.ts')

function isTooOld(version) {
  const [major, minor] = version.split('.').map(Number)
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])
}

function wantsHelp() {
  return process.argv.includes('--help') || process.argv.includes('-h')
}
