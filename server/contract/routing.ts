import { z } from 'zod'
import { OpeningHours } from './chat-settings.ts'
import { answer, totalled } from './envelope.ts'
import { id, line } from './text.ts'

/** What an agent says of themselves. Without any console open an agent is absent, whatever they said. */
export const Availability = z.enum(['online', 'away', 'offline'])
export type Availability = z.infer<typeof Availability>

/** Agents who answer one kind of conversation. */
export const Team = z.object({
  id,
  name: z.string(),
  memberIds: z.array(id),
  /** When they answer; null is as the workspace does. */
  hours: OpeningHours.nullable(),
})
export type Team = z.infer<typeof Team>

export const TeamBody = z.strictObject({
  name: line(1, 100),
  memberIds: z.array(z.guid().toLowerCase()).max(1_000).default([]),
  /** Not given, they stay as they are, which for a new team is null: as the workspace’s. */
  hours: OpeningHours.nullable().optional(),
})

/** How many open conversations an agent takes at once. */
export const capacity = z.number().int().min(0).max(1_000)

/**
 * Who gets a new conversation: nobody (`manual`), the agent who has waited longest for one (`round_robin`), or the one
 * with the fewest open (`least_busy`). `whenAway` says what becomes of an agent's open conversations when they go
 * offline: `keep`, or `hand_back` to the queue. `maxOpen` is the capacity of an agent who has none of their own.
 */
export const RoutingSettings = z.object({
  policy: z.enum(['manual', 'round_robin', 'least_busy']).default('manual'),
  whenAway: z.enum(['keep', 'hand_back']).default('keep'),
  maxOpen: capacity.default(10),
  /** The team that new web chats go to; null is everybody. */
  teamId: id.nullable().default(null),
})
export type RoutingSettings = z.infer<typeof RoutingSettings>

export const UpdateRoutingBody = z.strictObject({
  policy: RoutingSettings.shape.policy.unwrap().optional(),
  whenAway: RoutingSettings.shape.whenAway.unwrap().optional(),
  maxOpen: capacity.optional(),
  teamId: z.guid().toLowerCase().nullable().optional(),
})

export const TeamAnswer = answer(Team)
export const TeamList = totalled(Team)
export const RoutingAnswer = answer(RoutingSettings)
