import { once } from 'node:events'
import { _electron as playwright } from '@playwright/test'
import { electronProgram } from '../../../../scripts/electron.ts'
import { MAIN } from './on-double.ts'
import type { Launch, Running } from './running.ts'

/** The same app in Electron itself, where its program is. */
export async function runOnElectron({ userData, args, env }: Launch): Promise<Running> {
  const program = electronProgram(process.env)
  if ('problem' in program) throw new Error(program.problem)
  const app = await playwright.launch({
    executablePath: program.path,
    args: [MAIN, `--user-data-dir=${userData}`, ...args],
    env,
  })
  const child = app.process()
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  }
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  return {
    backend: 'electron',
    pid: child.pid ?? 0,
    exited,
    output: () => output,
    windows: () => app.windows(),
    evaluate: (run, argument) => app.evaluate(run as never, argument as never),
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
