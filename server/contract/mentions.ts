import { z } from 'zod'

/** The agents a note names, by id: whoever is no active agent is refused with `agent_not_found`. */
export const mentions = z.array(z.string().max(100).toLowerCase()).max(50)

/** What is wrong with a message to the customer that names agents. */
export const MENTIONS_IN_NOTES = {
  error: 'only internal notes can mention',
  path: ['mentions'],
}
