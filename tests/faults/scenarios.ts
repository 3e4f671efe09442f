import type { Scenario } from './scenario.ts'
import { disk } from './scenarios/disk.ts'
import { kill } from './scenarios/kill.ts'

/** Every scenario of `npm run faults`, in the order they run. */
export const scenarios: readonly Scenario[] = [kill, disk]
