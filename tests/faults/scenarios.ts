import type { Scenario } from './scenario.ts'
import { disk } from './scenarios/disk.ts'
import { idle } from './scenarios/idle.ts'
import { kill } from './scenarios/kill.ts'
import { nodes, redis } from './scenarios/nodes.ts'
import { offline } from './scenarios/offline.ts'
import { stuck } from './scenarios/stuck.ts'

/** Every scenario of `npm run faults`, in the order they run. */
export const scenarios: readonly Scenario[] = [kill, nodes, redis, offline, disk, idle, stuck]
