import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** Where Electron's program is, fetched now if it has to be, or one sentence why there is none. */
export function electronProgram(env: NodeJS.ProcessEnv): { path: string } | { problem: string } {
  const home = dirname(require.resolve('electron/package.json'))
  const { version } = require('electron/package.json') as { version: string }
  const elsewhere = env['ELECTRON_OVERRIDE_DIST_PATH']
  if (elsewhere === undefined) {
    const problem = fetchInto(home, version, env)
    if (problem !== null) return { problem }
  }
  const path = require('electron') as unknown as string
  if (existsSync(path)) return { path }
  return { problem: `There is no Electron at ${path}.` }
}

function fetchInto(home: string, version: string, env: NodeJS.ProcessEnv): string | null {
  if (!existsSync(join(home, 'dist'))) console.error(`Fetching Electron ${version}, this once …`)
  // Electron's own installer: it does nothing where the right version is there already.
  const installer = spawnSync(process.execPath, [join(home, 'install.js')], {
    env,
    encoding: 'utf8',
  })
  if (installer.status === 0) return null
  const reason = /^.*Error: (.*)$/m.exec(installer.stderr)?.[1] ?? 'no reason given'
  return (
    `Electron ${version} is not here and could not be fetched from the internet (${reason}): ` +
    'connect, or name a folder that has it in ELECTRON_OVERRIDE_DIST_PATH.'
  )
}
