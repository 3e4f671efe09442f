import type { ConversationTable, MessageTable } from '../conversations/table.ts'
import type { CustomerIdentityTable, CustomerTable } from '../customers/table.ts'
import type { IdempotencyKeyTable } from '../http/table.ts'
import type { ApiKeyTable, LoginSessionTable, UserTable } from '../identity/table.ts'
import type { JobTable } from '../jobs/table.ts'
import type { SettingTable } from '../settings/table.ts'
import type { CounterTable, EventTable } from '../stream/table.ts'
import type { TicketTable } from '../tickets/table.ts'
import type { ActivityTable } from '../timeline/table.ts'

/** Every table there is. Each slice owns its rows; this page only puts them together. */
export interface Schema {
  activities: ActivityTable
  apiKeys: ApiKeyTable
  conversations: ConversationTable
  counters: CounterTable
  customerIdentities: CustomerIdentityTable
  customers: CustomerTable
  events: EventTable
  idempotencyKeys: IdempotencyKeyTable
  jobs: JobTable
  loginSessions: LoginSessionTable
  messages: MessageTable
  settings: SettingTable
  tickets: TicketTable
  users: UserTable
}
