import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Verdict } from './verdict.ts'

/** What to look for in what strace wrote. */
export interface Sought {
  /** Whether a path is that of the log that commits go to. */
  isLog: (path: string) => boolean
  /** The keys of messages, by the id their acknowledgement names. */
  keys: ReadonlyMap<string, string>
}

/** What was seen. */
export interface Seen {
  /** Messages whose acknowledgement was sent. */
  acknowledged: number
  /** How often the log was brought to the disk. */
  syncs: number
}

// As strace writes: `<process> <call>(<file descriptor><<path>>, …) = <result>`; what takes long is on two lines.
const CALL = /^(\d+)\s+(\w+)\(\d+<([^>]*)>/
const RESUMED = /^(\d+)\s+<\.\.\. \w+ resumed>/
const IS_UNFINISHED = /<unfinished \.\.\.>$/
const FAILED = / = -1 /
const IS_SYNC = /^f(data)?sync$/
const KEY = /m\d{7}/g
const ACKNOWLEDGED = /\{\\"success\\":true,\\"messageId\\":\\"([0-9a-f-]{36})\\"/g

/**
 * Reads the system calls of a server, and of its database where that is another process: before an acknowledgement is
 * sent, its message must have been written to the log, and all that was written by then brought to the disk.
 */
export async function readCalls(path: string, sought: Sought, verdict: Verdict): Promise<Seen> {
  const calls = new Calls(sought, verdict)
  for await (const line of createInterface({ input: createReadStream(path) })) calls.take(line)
  return calls.seen
}

class Calls {
  readonly seen: Seen = { acknowledged: 0, syncs: 0 }
  readonly #sought: Sought
  readonly #verdict: Verdict
  /** What each process has begun and not finished: what is true once it has. */
  readonly #unfinished = new Map<string, () => void>()
  readonly #told = new Set<string>()
  readonly #onDisk = new Set<string>()
  #written = new Set<string>()

  constructor(sought: Sought, verdict: Verdict) {
    this.#sought = sought
    this.#verdict = verdict
  }

  take(line: string): void {
    const [, resumed] = RESUMED.exec(line) ?? []
    if (resumed !== undefined) {
      if (!FAILED.test(line)) this.#unfinished.get(resumed)?.()
      this.#unfinished.delete(resumed)
      return
    }
    const [, process = '', call = '', file = ''] = CALL.exec(line) ?? []
    const done = this.#begun(call, file, line)
    if (IS_UNFINISHED.test(line)) this.#unfinished.set(process, done)
    else if (!FAILED.test(line)) done()
  }

  #begun(call: string, file: string, line: string): () => void {
    if (this.#sought.isLog(file)) return IS_SYNC.test(call) ? this.#syncs() : this.#writes(line)
    for (const [, messageId = ''] of line.matchAll(ACKNOWLEDGED)) this.#acknowledges(messageId)
    return () => {}
  }

  #writes(line: string): () => void {
    const keys = line.match(KEY) ?? []
    return () => {
      for (const key of keys) if (!this.#onDisk.has(key)) this.#written.add(key)
    }
  }

  /** What is written while it runs may be on the disk or not. */
  #syncs(): () => void {
    const before = this.#written
    this.#written = new Set()
    return () => {
      this.seen.syncs += 1
      for (const key of before) this.#onDisk.add(key)
    }
  }

  #acknowledges(messageId: string): void {
    const key = this.#sought.keys.get(messageId)
    if (key === undefined || this.#told.has(key)) return
    this.#told.add(key)
    this.seen.acknowledged += 1
    if (!this.#onDisk.has(key)) this.#verdict.add('acknowledged before it was on disk', key)
  }
}
