import { randomBytes, randomUUID } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../config.ts'

const LEAST_BYTES = 32

/** The secret every token is made with. */
export interface TokenKeys {
  secret: Uint8Array
}

/**
 * The secret from the configuration, or one made once and kept in `dataDir`, readable by the owner alone.
 * Throws a `ConfigError` when the kept one is too short to be whole.
 */
export function loadKeys(dataDir: string, configured: string | undefined): TokenKeys {
  if (configured !== undefined) return { secret: Buffer.from(configured, 'utf8') }
  const path = join(dataDir, 'jwt-secret')
  mkdirSync(dataDir, { recursive: true })
  if (!existsSync(path)) makeSecret(path)
  chmodSync(path, 0o600)
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'utf8')
  if (secret.length < LEAST_BYTES)
    throw new ConfigError(
      `${path}: expects at least ${LEAST_BYTES} bytes and has ${secret.length}; restore it from a backup, or remove it to make a new one, which signs everybody out`,
    )
  return { secret }
}

// Written beside and then linked: the file is whole as soon as it has its name, and the first of two starts wins.
function makeSecret(path: string): void {
  const draft = `${path}.${randomUUID()}`
  const file = openSync(draft, 'wx', 0o600)
  try {
    writeSync(file, randomBytes(48).toString('base64url'))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    linkSync(draft, path)
  } catch (error) {
    // Some mounted folders know no hard links; a rename is as whole, and only loses who came first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') renameSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
}
