import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

export type ServerLog = { write: (text: string) => void; tail: () => string[] }

const LIMIT = 1_000_000
const KEPT = 3
const TAIL = 40
const LONGEST = 400

/** What the server on this computer says: in a file that is turned over, and its last lines at hand. */
export function createServerLog(path: string, limit = LIMIT): ServerLog {
  let lines: string[] = []
  let rest = ''
  let size = sizeOf(path)
  mkdirSync(dirname(path), { recursive: true })

  function keep(text: string) {
    if (size > 0 && size + text.length > limit) {
      turnOver(path)
      size = 0
    }
    appendFileSync(path, text, { mode: 0o600 })
    size += Buffer.byteLength(text)
  }

  return {
    write(text) {
      const [last = '', ...before] = (rest + text).split('\n').toReversed()
      rest = last.slice(-LONGEST)
      const whole = before.toReversed().map((line) => line.trimEnd().slice(0, LONGEST))
      lines = [...lines, ...whole.filter((line) => line !== '')].slice(-TAIL)
      try {
        keep(text)
      } catch {
        // A full disk must not take the server down with its log.
      }
    },
    tail: () => lines,
  }
}

function turnOver(path: string) {
  for (let age = KEPT - 1; age >= 1; age--) move(age === 1 ? path : `${path}.${age - 1}`, age)
  function move(from: string, age: number) {
    try {
      renameSync(from, `${path}.${age}`)
    } catch {
      // There are not as many yet.
    }
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    return 0
  }
}
