/**
 * A worker that says when the next message is due. Timers are a millisecond coarse, and watching the clock
 * would take half a core from the servers on a small machine; a thread can sleep for fractions.
 */
import { parentPort, workerData } from 'node:worker_threads'

const { interval } = workerData as { interval: number }
const asleep = new Int32Array(new SharedArrayBuffer(4))
const start = performance.now()
for (let beat = 0; ; beat++) {
  const due = start + beat * interval
  const early = due - performance.now()
  if (early > 0) Atomics.wait(asleep, 0, 0, early)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(performance.timeOrigin + due)
}
