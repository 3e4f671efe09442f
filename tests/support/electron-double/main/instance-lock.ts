import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SecondInstance {
  argv: string[]
  workingDirectory: string
  data: unknown
}

/** One process per folder: a file that names its holder, and a socket on which others tell it of their start. */
export function takeLock(
  folder: string,
  mine: SecondInstance,
  onSecond: (second: SecondInstance) => void,
): { isTaken: boolean; told: Promise<void>; release: () => void } {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'SingletonDouble')
  const door = doorOf(folder)
  if (!claim(file)) {
    return { isTaken: false, told: tellHolder(door, mine), release: () => undefined }
  }
  const release = () => {
    process.off('exit', release)
    server.close()
    rmSync(file, { force: true })
    rmSync(door, { force: true })
  }
  process.on('exit', release)
  rmSync(door, { force: true })
  const server = createServer((socket) => {
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket.on('end', () => {
      onSecond(JSON.parse(text) as SecondInstance)
      socket.end()
    })
  })
  server.listen(door)
  server.unref()
  return { isTaken: true, told: Promise.resolve(), release }
}

function claim(file: string): boolean {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return true
    } catch {
      if (isAlive(Number(readFileSync(file, 'utf8')))) return false
      // Left by one that was killed.
      rmSync(file, { force: true })
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Its door may not be open yet when both start at once. */
function tellHolder(door: string, mine: SecondInstance, tries = 100): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(door)
    socket.on('error', () => {
      if (tries === 0) return resolve()
      setTimeout(() => resolve(tellHolder(door, mine, tries - 1)), 50)
    })
    socket.on('end', () => resolve())
    socket.resume()
    socket.end(JSON.stringify(mine))
  })
}

// A path of a socket may be a hundred characters long, and folders of tests are longer.
function doorOf(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `double-${name}`)
}
