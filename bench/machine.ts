import { closeSync, fdatasyncSync, openSync, statfsSync, unlinkSync, writeSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { quantile } from './quantiles.ts'

export type Machine = ReturnType<typeof describeMachine>

const TMPFS = 0x01021994

/** What the figures depend on besides the code; `folder` is where the servers keep their data. */
export function describeMachine(folder: string) {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    node: process.version,
    loadBefore: loadavg()[0] ?? 0,
    isDataInMemory: process.platform === 'linux' && statfsSync(folder).type === TMPFS,
    syncMs: measureSync(folder),
  }
}

/** How long writing 4 KB and having it on disk takes. */
function measureSync(folder: string): { p50: number; p99: number } {
  const path = join(folder, 'sync-probe')
  const file = openSync(path, 'w')
  const page = Buffer.alloc(4096, 1)
  const times: number[] = []
  for (let round = 0; round < 300; round++) {
    const start = performance.now()
    writeSync(file, page)
    fdatasyncSync(file)
    times.push(performance.now() - start)
  }
  closeSync(file)
  unlinkSync(path)
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) }
}
