import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Runs a program of the system and answers what it says; rejects where it cannot. */
export type Run = (program: string, args: readonly string[]) => Promise<string>

const execute = promisify(execFile)

/** What does not answer in a second is taken for absent. */
export const run: Run = async (program, args) =>
  (await execute(program, args, { timeout: 1000 })).stdout
