import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Place } from './places.ts'

const SIZE = '64m'
const CHUNKS = [1 << 20, 1 << 16, 1 << 12, 1]

/** A disk that is soon full, and can be filled and emptied beside whoever writes there. */
export interface SmallDisk extends Place {
  fill(): void
  empty(): void
}

/** A small file system of its own in memory; nothing where this machine does not let us mount one. */
export function smallDisk(): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'frontdesk', folder])
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true })
    return undefined
  }
  const ballast = join(folder, 'ballast')
  return {
    environment: { DATA_DIR: folder },
    fill: () => fillUp(ballast),
    empty: () => rmSync(ballast),
    async drop() {
      execFileSync('umount', ['--lazy', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function fillUp(path: string): void {
  const file = openSync(path, 'a')
  for (const size of CHUNKS) writeUntilFull(file, Buffer.alloc(size))
  closeSync(file)
}

function writeUntilFull(file: number, chunk: Buffer): void {
  try {
    for (;;) writeSync(file, chunk)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
