import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

/** Looks at the system calls of running processes, or makes some of them fail, until it is ended. */
export interface Strace {
  /** Lets go of the processes, which go on as before. */
  end(): Promise<void>
}

/** Why the system calls of another process cannot be looked at here; nothing where they can. */
export function straceObstacle(): string | undefined {
  // A process that is not its own child: some systems let only parents look.
  const script = 'sleep 0.2 & strace -f -qq -e trace=none -o /dev/null -p $!'
  const { status, error, stderr } = spawnSync('sh', ['-c', script], { encoding: 'utf8' })
  if (status === 0) return undefined
  return `strace cannot be used: ${stderr?.trim().split('\n', 1)[0] || error?.message || status}`
}

/** Attaches to processes with everything they run; `options` say what to look at, and where to write it. */
export async function attachStrace(
  pids: readonly number[],
  options: readonly string[],
): Promise<Strace> {
  const those = pids.flatMap((pid) => ['-p', String(pid)])
  const strace = spawn('strace', ['-f', ...options, ...those], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await attached(strace, new Set(pids.map(String)))
  return {
    async end() {
      const gone = once(strace, 'exit')
      strace.kill('SIGINT')
      await gone
    },
  }
}

// A process may have ended by itself before it could be followed.
const FOLLOWED = /Process (\d+) attached|attach: ptrace\(\w+, (\d+)\): No such process/g

function attached(strace: ChildProcess, missing: Set<string>): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    strace.stderr?.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      for (const [, pid, ended] of said.matchAll(FOLLOWED)) missing.delete(pid ?? ended ?? '')
      if (missing.size === 0) resolve()
    })
    strace.once('error', reject)
    strace.once('exit', (code) => reject(new Error(`strace ended with ${code}: ${said}`)))
  })
}
