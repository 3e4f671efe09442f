/**
 * `npm run dev`: the server, started again when its files change, and both browser clients, built again
 * when theirs do. Everything comes from the server's own address, as in production; Ctrl-C stops all. `/ui` shows every
 * piece of the interface, in all its states.
 */
import { spawn } from 'node:child_process'
import { buildWhenStale } from './clients.ts'
import { surroundings } from './steps.ts'

const watching = ['--watch', '--emptyOutDir', '--configLoader=native', '--logLevel=warn']

buildWhenStale()
const processes = [
  spawnHere('node', ['--watch', '--watch-preserve-output', 'server/main.ts']),
  ...['console', 'webchat'].map((client) =>
    spawnHere('vite', [
      'build',
      `renderer/${client}`,
      `--outDir=../../dist/${client}`,
      '--mode=development',
      ...watching,
    ]),
  ),
]
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stopAll)
for (const child of processes) child.on('close', stopAll)

function spawnHere(command: string, args: string[]) {
  return spawn(command, args, { ...surroundings(), stdio: ['ignore', 'inherit', 'inherit'] })
}

function stopAll(): void {
  for (const child of processes) child.kill()
}
