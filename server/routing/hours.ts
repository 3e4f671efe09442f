import { OpeningHours } from '../contract/chat-settings.ts'

// As everywhere in the settings: what cannot be read counts as not set.
const Stored = OpeningHours.nullable().catch(null)

/** A team's own opening hours as they are stored. */
export function parseHours(stored: string | null): OpeningHours | null {
  try {
    return stored === null ? null : Stored.parse(JSON.parse(stored))
  } catch {
    return null
  }
}
