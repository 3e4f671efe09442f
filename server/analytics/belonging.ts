import { type RawBuilder, sql } from 'kysely'
import type { GroupKind, Scope } from '../contract/analytics.ts'

/** Whose facts are asked for. */
export type Owners = Pick<Scope, 'agentId' | 'teamId' | 'channel' | 'tagId'>

const sameOrNone = (column: string, id: string) =>
  id === 'none' ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} = ${id}`

function conditionsOf({ agentId, teamId, channel, tagId }: Owners): Array<RawBuilder<unknown>> {
  const found: Array<RawBuilder<unknown>> = []
  if (agentId !== undefined) found.push(sameOrNone('agentId', agentId))
  if (teamId !== undefined) found.push(sameOrNone('teamId', teamId))
  if (channel !== undefined) found.push(sql`channel = ${channel}`)
  if (tagId === 'none') found.push(sql`tags = ''`)
  else if (tagId !== undefined)
    found.push(
      sql`id in (select dimension_id from analytics_dimension_tags where tag_id = ${tagId})`,
    )
  return found
}

/** The condition that `fact` was of whom a question is about. */
export function isOf(owners: Owners): RawBuilder<boolean> {
  const conditions = conditionsOf(owners)
  if (conditions.length === 0) return sql<boolean>`1 = 1`
  const all = sql.join(conditions, sql` and `)
  return sql<boolean>`fact.dimension_id in (select id from analytics_dimensions where ${all})`
}

const DIMENSION = sql`join analytics_dimensions as dimension on dimension.id = fact.dimension_id`
const TAGGED = sql`left join analytics_dimension_tags as tagged on tagged.dimension_id = fact.dimension_id`

/** In whose name `fact` counts: an expression, and what must be joined for it. With several tags it counts for each. */
export interface Owner {
  key: RawBuilder<string | null>
  joins: RawBuilder<unknown>
}

const OWNERS: Record<GroupKind, Owner> = {
  agent: { key: sql`dimension.agent_id`, joins: DIMENSION },
  team: { key: sql`dimension.team_id`, joins: DIMENSION },
  channel: { key: sql`dimension.channel`, joins: DIMENSION },
  tag: { key: sql`tagged.tag_id`, joins: TAGGED },
}

/** In whose name facts count; all in one where no group is asked for. */
export const ownerBy = (by: GroupKind | undefined): Owner =>
  by === undefined ? { key: sql`cast(null as text)`, joins: sql`` } : OWNERS[by]
