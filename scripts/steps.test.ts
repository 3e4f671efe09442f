import { expect, it } from 'vitest'
import { runSteps } from './steps.ts'
import type { Step, StepResult } from './steps.ts'

it('runs every step whatever fails, and keeps what was printed', async () => {
  const { results } = await run([
    node('says', 'console.log("hello")'),
    node('fails', 'console.error("broken"); process.exit(3)'),
    node('crashes', 'process.kill(process.pid, "SIGKILL")'),
    { name: 'absent', command: 'no-such-program', args: [] },
  ])
  expect(results.map(({ name, ok }) => [name, ok])).toEqual([
    ['says', true],
    ['fails', false],
    ['crashes', false],
    ['absent', false],
  ])
  expect(results[0]?.output).toBe('hello\n')
  expect(results[1]?.output).toBe('broken\n')
  expect(results[3]?.output).toContain('ENOENT')
})

it('runs no more at once than it was told', async () => {
  const step = 'const t = Date.now(); setTimeout(() => console.log(t, Date.now()), 30)'
  const { results } = await run(['a', 'b', 'c'].map((name) => node(name, step)))
  const spans = results.map(({ output }) => output.split(' ').map(Number))
  for (const [index, [start]] of spans.entries())
    for (const [, end] of spans.slice(0, index)) expect(start).toBeGreaterThanOrEqual(end!)
})

async function run(steps: Step[]): Promise<{ results: StepResult[] }> {
  const results: StepResult[] = []
  await runSteps(steps, { atOnce: 1, onDone: (result) => results.push(result) })
  return { results }
}

function node(name: string, script: string): Step {
  return { name, command: 'node', args: ['-e', script] }
}
