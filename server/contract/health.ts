import { z } from 'zod'
import { time } from './text.ts'

export const Health = z.object({
  status: z.literal('ok'),
  timestamp: time,
  /** Seconds since the process started. */
  uptime: z.number(),
  version: z.string(),
})

/** `checks` names each dependency and whether it answers. */
export const Readiness = z.object({
  status: z.enum(['ready', 'draining', 'unavailable']),
  checks: z.record(z.string(), z.boolean()),
})
export type Readiness = z.infer<typeof Readiness>
