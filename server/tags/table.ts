import type { TagColor } from '../contract/tags.ts'

/** A word that conversations are marked with. */
export interface TagTable {
  id: string
  name: string
  /** The name as it is compared: unique. */
  nameKey: string
  color: TagColor
  createdAt: string
}
