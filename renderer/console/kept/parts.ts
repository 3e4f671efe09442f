import type { Conversation, Message } from '../../../server/contract/conversations.ts'
import type { Customer } from '../../../server/contract/customers.ts'
import type { Agent, User } from '../../../server/contract/identity.ts'
import type { InboxView } from '../../../server/contract/inbox.ts'
import type { Team } from '../../../server/contract/routing.ts'
import type { Tag } from '../../../server/contract/tags.ts'

/** The inbox an agent saw last, as it is kept on this device. */
export interface KeptInbox {
  readonly user: User
  /** When the server was last heard, in milliseconds. */
  readonly at: number
  readonly conversations: readonly Conversation[]
  /** The views that had been loaded, and whether all that they hold is among the conversations. */
  readonly views: readonly { readonly view: InboxView; readonly isWhole: boolean }[]
  readonly customers: readonly Customer[]
  readonly agents: readonly Agent[]
  readonly teams: readonly Team[]
  readonly tags: readonly Tag[]
}

/** The end of a thread. */
export interface KeptThread {
  readonly conversationId: string
  readonly messages: readonly Message[]
  /** Whether there is more before them. */
  readonly hasOlder: boolean
}

/** All that is kept of one agent's inbox. */
export interface Kept {
  readonly inbox: KeptInbox
  readonly threads: readonly KeptThread[]
}
