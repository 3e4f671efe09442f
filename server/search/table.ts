/** What can be found: each kind has documents of its own. */
export type Kind = 'messages' | 'customers' | 'tickets' | 'notes' | 'companies'

/** A document: its number, in the order of time, and whose words it holds. */
export interface SearchDocumentTable {
  id: number
  targetId: string
}

/** How far the words follow what is stored: one row. */
export interface SearchProgressTable {
  id: number
  /** The last event that was followed; null when nothing was begun. */
  seq: number | null
  /** When that event was: an event of that number with another time is of another history. */
  at: string | null
  /** What is being read from the beginning of time, because there were no words of it; null when all is read. */
  filling: Kind | null
  /** The id of the oldest that was read of it. */
  filledTo: string | null
}
