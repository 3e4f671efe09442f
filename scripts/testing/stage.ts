import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { surroundings } from '../steps.ts'
import type { Count, Tally } from './tally.ts'

/** Long before this, a stage has either ended or hangs. */
const LONGEST_STAGE = 40 * 60_000

/** A program that runs tests and writes its count, or something to count, into a file. */
export interface TestProgram {
  stage: string
  command: string
  args: string[]
  /** The variable that tells the program where to write. */
  reportVariable: string
  count: (report: string) => Count
}

/** Runs a test program in full view; ending badly without saying so is a failure too. */
export async function runTests(program: TestProgram): Promise<Tally> {
  const { stage, command, args, reportVariable } = program
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-tests-'))
  const report = join(folder, 'report.json')
  const { cwd, env } = surroundings()
  const started = performance.now()
  const child = spawn(command, args, {
    cwd,
    env: { ...env, [reportVariable]: report },
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: LONGEST_STAGE,
    killSignal: 'SIGKILL',
  })
  const ok = await new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(false))
    child.on('close', (code) => resolve(code === 0))
  })
  const count = readCount(program, report)
  rmSync(folder, { recursive: true, force: true })
  const seconds = (performance.now() - started) / 1000
  return { stage, seconds, refused: [], ...(ok ? count : withFailure(count)) }
}

function readCount({ count }: TestProgram, report: string): Count {
  try {
    return count(readFileSync(report, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, skipped: [] }
  }
}

function withFailure(count: Count): Count {
  return { ...count, failed: Math.max(count.failed, 1) }
}
