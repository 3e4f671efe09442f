import type { Message } from '../../../server/contract/conversations.ts'

const SHORTEST = 5
const LONGEST = 200
// What a cut leaves of a character outside the basic plane.
const HALF = /[\uD800-\uDBFF]$/

/** The first thing a customer said, as the subject of a ticket; undefined when it is too short to be one. */
export function subjectFrom(messages: readonly Message[]) {
  const first = messages.find(({ author, seq }) => author.type === 'customer' && seq !== null)
  const line = first?.content.replace(/\s+/gu, ' ').trim() ?? ''
  if (line.length < SHORTEST) return undefined
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).replace(HALF, '')}…`
}
