/** A filter of the inbox under a name. */
export interface SavedViewTable {
  id: string
  ownerId: string
  name: string
  /** 1: everybody sees it. */
  isShared: number
  /** JSON: an `InboxFilter`. */
  filter: string
  position: number
  createdAt: string
}
