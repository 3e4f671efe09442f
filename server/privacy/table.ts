/** The erasure of a person: who asked for it and how far it is, and nothing of the person. */
export interface ErasureTable {
  id: string
  customerId: string
  askedBy: string
  askedAt: string
  doneAt: string | null
  /** JSON: how much there was. */
  kept: string
  /** Every event up to this number has been looked at. */
  eventCursor: number
}

/** What an erasure still has to remove; empty once it is done. */
export interface ErasureSubjectTable {
  erasureId: string
  kind: 'customer' | 'conversation' | 'ticket' | 'task' | 'deal' | 'file'
  subjectId: string
}

/** Another customer who was one with the erased for a time: what was said of them then may say something of the erased. */
export interface ErasurePartnerTable {
  erasureId: string
  customerId: string
  since: string
  until: string
}

/** A salted hash of what an erased person was known by elsewhere: what is older than `erasedAt` is not brought back. */
export interface TombstoneTable {
  hash: string
  erasedAt: string
}
