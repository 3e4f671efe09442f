import type { Scenario } from './scenario.ts'
import { browsers } from './scenarios/browsers.ts'
import { disk } from './scenarios/disk.ts'
import { diskFirst } from './scenarios/disk-first.ts'
import { idle } from './scenarios/idle.ts'
import { kill, stop } from './scenarios/kill.ts'
import { limits } from './scenarios/limits.ts'
import { frozen, nodes, redis } from './scenarios/nodes.ts'
import { offline } from './scenarios/offline.ts'
import { presence } from './scenarios/presence.ts'
import { stuck } from './scenarios/stuck.ts'

/** Every scenario of `npm run faults`, in the order they run. */
export const scenarios: readonly Scenario[] = [
  kill,
  stop,
  limits,
  nodes,
  frozen,
  redis,
  offline,
  browsers,
  presence,
  diskFirst,
  disk,
  idle,
  stuck,
]
