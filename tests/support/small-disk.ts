import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Place } from './places.ts'

const SIZE = '96m'
const CHUNKS = [1 << 20, 1 << 16, 1 << 12, 1]

/** A disk that is soon full, and can be filled and emptied beside whoever writes there. */
export interface SmallDisk extends Place {
  folder: string
  fill(): void
  empty(): void
}

/** Why no disk of our own can be mounted here; nothing where it can. */
export function smallDiskObstacle(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-disk-'))
  try {
    mount(folder)
    unmount(folder)
    return undefined
  } catch (error) {
    return `no disk of its own: ${(error as Error).message.trim()}`
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A small file system of its own in memory; throws where this machine does not let us mount one. */
export function smallDisk(): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-disk-'))
  mount(folder)
  const ballast = join(folder, 'ballast')
  return {
    folder,
    environment: { DATA_DIR: folder },
    fill: () => fillUp(ballast),
    empty: () => rmSync(ballast),
    async drop() {
      unmount(folder)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const mount = (folder: string) => {
  const options = `size=${SIZE},uid=${process.getuid?.()},gid=${process.getgid?.()}`
  asRoot(['mount', '-t', 'tmpfs', '-o', options, 'frontdesk', folder])
}
const unmount = (folder: string) => asRoot(['umount', '--lazy', folder])

/** Does what only root may, where we are root or may be without a password. */
function asRoot(command: readonly string[]): void {
  const [program = '', ...args] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw error ?? new Error(stderr)
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
