import type { Language } from '../contract/identity.ts'

/** A text that is written often. */
export interface CannedReplyTable {
  id: string
  shortcut: string
  title: string
  text: string
  language: Language | null
  /** Null: everybody's. */
  ownerId: string | null
  uses: number
  createdAt: string
  updatedAt: string
}
