import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const BIN = join(ROOT, 'node_modules', '.bin')

/** Where and with what environment a program of ours runs, also when npm did not prepare it. */
export function surroundings(): { cwd: string; env: NodeJS.ProcessEnv } {
  return { cwd: ROOT, env: { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH}` } }
}

/** One program to run, from node_modules/.bin or the PATH. */
export interface Step {
  name: string
  command: string
  args: string[]
}

export interface StepResult {
  name: string
  ok: boolean
  seconds: number
  output: string
}

interface RunOptions {
  atOnce: number
  onDone: (result: StepResult) => void
}

/** Runs the steps, `atOnce` at a time in the order given, all of them whatever fails. */
export async function runSteps(steps: Step[], { atOnce, onDone }: RunOptions) {
  const results: StepResult[] = []
  const waiting = steps.values()
  const worker = async () => {
    for (const step of waiting) {
      const result = await runStep(step)
      results.push(result)
      onDone(result)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}

/** One line for a step, and all it printed when it failed. */
export function printStep({ name, ok, seconds, output }: StepResult): void {
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name}  ${seconds.toFixed(1)} s`)
  if (!ok) console.log(output.trimEnd())
}

/** Runs one step to its end and keeps what it printed. */
async function runStep({ name, command, args }: Step): Promise<StepResult> {
  const started = performance.now()
  let output = ''
  const ok = await new Promise<boolean>((resolve) => {
    const child = spawn(command, args, { ...surroundings(), stdio: ['ignore', 'pipe', 'pipe'] })
    const keep = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => {
      output += error.message
      resolve(false)
    })
    child.on('close', (code) => resolve(code === 0))
  })
  return { name, ok, seconds: (performance.now() - started) / 1000, output }
}
