import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

const inputs = [
  'electron/bridge/contract.ts',
  'package-lock.json',
  'renderer',
  'server/contract',
  'tsconfig.base.json',
  'tsconfig.renderer.json',
  'tsconfig.webchat.json',
]

/**
 * A hash over everything the browser builds are made from. Over contents, not times: it stays right
 * after a clone, a checkout or a copy, and reading a few hundred small files takes milliseconds.
 */
export function fingerprint(root: string): string {
  const hash = createHash('sha256')
  for (const path of inputs.flatMap((input) => filesUnder(root, input)))
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  return hash.digest('hex')
}

function filesUnder(root: string, path: string): string[] {
  const stat = statSync(join(root, path), { throwIfNoEntry: false })
  if (!stat) return []
  if (stat.isFile()) return [path]
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted()
}
