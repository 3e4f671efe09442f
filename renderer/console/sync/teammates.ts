import type { Agent } from '../../../server/contract/identity.ts'
import type { Shelf } from './world.ts'

/** Everybody on the team who can be given work or named in a note. */
export const teammates = (shelf: Shelf<Agent>): Agent[] =>
  Object.values(shelf).flatMap(({ value }) =>
    value?.isActive && value.role !== 'customer' ? [value] : [],
  )
