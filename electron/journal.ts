import { redacted } from './redact.ts'
import type { ServerLog } from './server-log.ts'

export type Journal = {
  log: (what: string, error: unknown) => void
  /** The last lines, without what says who or where. */
  lines: () => string[]
}

export type JournalParts = {
  file: ServerLog
  home: string
  now: () => Date
  print: (line: string) => void
}

/** What the shell itself has to say, on disk and in a terminal; nothing of it says who or where. */
export function createJournal({ file, home, now, print }: JournalParts): Journal {
  return {
    log(what, error) {
      const line = redacted(`${what}: ${textOf(error)}`, home)
      print(`frontdesk: ${line}`)
      file.write(`${now().toISOString()} ${line}\n`)
    },
    lines: file.tail,
  }
}

/** An error with where it comes from; its own message is in the stack. */
export const textOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
