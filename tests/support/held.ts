import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** The megabytes this process still holds once all that can be collected is gone. */
export function heldMegabytes(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  // What buffers hold outside the heap is given back by the second one only.
  collect()
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1_048_576
}
