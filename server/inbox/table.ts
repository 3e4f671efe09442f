import type { InboxAct } from '../contract/inbox.ts'

/** What an agent did to conversations of the inbox, kept as long as it can be taken back. */
export interface InboxActTable {
  id: string
  userId: string
  kind: InboxAct['kind']
  /** JSON: each conversation that was changed, as it was before and afterwards. */
  items: string
  createdAt: string
}
