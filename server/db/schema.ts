import type { AuditEntryTable } from '../audit/table.ts'
import type {
  AnalyticsDayTable,
  AnalyticsDimensionTable,
  AnalyticsDimensionTagTable,
  AnalyticsFactTable,
  AnalyticsLooseDayTable,
  AnalyticsStayTable,
  AnalyticsThreadTable,
} from '../analytics/table.ts'
import type { CannedReplyTable } from '../canned-replies/table.ts'
import type { CompanyDomainTable, CompanySettlingTable, CompanyTable } from '../companies/table.ts'
import type {
  ConversationTable,
  ConversationTagTable,
  MessageTable,
} from '../conversations/table.ts'
import type {
  CrispDayTable,
  CrispDifferenceTable,
  CrispItemTable,
  CrispLostTable,
  CrispOperatorTable,
  CrispOutboxTable,
  CrispOwnerTable,
  CrispReconciledTable,
  CrispReconciliationTable,
  CrispSessionTable,
  CrispWebsiteTable,
} from '../crisp/table.ts'
import type { CustomerFieldTable } from '../customer-fields/table.ts'
import type {
  CustomerIdentityTable,
  CustomerNoteTable,
  CustomerTable,
  CustomerTagTable,
  CustomerValueTable,
  ForgottenCustomerTable,
} from '../customers/table.ts'
import type {
  DuplicateDismissalTable,
  DuplicateKeyTable,
  DuplicateProgressTable,
} from '../duplicates/table.ts'
import type { DraftTable } from '../drafts/table.ts'
import type { FileTable } from '../files/table.ts'
import type { IdempotencyKeyTable } from '../http/table.ts'
import type { ApiKeyTable, LoginSessionTable, UserTable } from '../identity/table.ts'
import type { ImportFailureTable, ImportTable } from '../imports/table.ts'
import type { InboxActTable } from '../inbox/table.ts'
import type { JobTable } from '../jobs/table.ts'
import type { ConversationLinkTable } from '../linking/table.ts'
import type { CustomerMergeRowTable, CustomerMergeTable } from '../merging/table.ts'
import type {
  MutedConversationTable,
  NotificationDeskTable,
  NotificationStepTable,
  NotificationTable,
} from '../notifications/table.ts'
import type {
  ErasurePartnerTable,
  ErasureSubjectTable,
  ErasureTable,
  TombstoneTable,
} from '../privacy/table.ts'
import type { AgentConnectionTable, TeamMemberTable, TeamTable } from '../routing/table.ts'
import type { ScheduledMessageTable } from '../scheduled/table.ts'
import type { SegmentTable } from '../segments/table.ts'
import type { SearchDocumentTable, SearchProgressTable } from '../search/table.ts'
import type { SettingTable } from '../settings/table.ts'
import type { CounterTable, EventTable } from '../stream/table.ts'
import type { TagTable } from '../tags/table.ts'
import type { DealMoveTable, DealStageTable, DealTable } from '../deals/table.ts'
import type { TaskTable } from '../tasks/table.ts'
import type { TicketTable } from '../tickets/table.ts'
import type { ActivityTable } from '../timeline/table.ts'
import type { SavedViewTable } from '../views/table.ts'
import type { ChatRatingTable, ProactiveShowingTable, VisitorBlockTable } from '../webchat/table.ts'

/** Every table there is. Each slice owns its rows; this page only puts them together. */
export interface Schema {
  activities: ActivityTable
  agentConnections: AgentConnectionTable
  analyticsDays: AnalyticsDayTable
  analyticsDimensions: AnalyticsDimensionTable
  analyticsDimensionTags: AnalyticsDimensionTagTable
  analyticsFacts: AnalyticsFactTable
  analyticsLooseDays: AnalyticsLooseDayTable
  analyticsStays: AnalyticsStayTable
  analyticsThreads: AnalyticsThreadTable
  apiKeys: ApiKeyTable
  auditEntries: AuditEntryTable
  cannedReplies: CannedReplyTable
  chatRatings: ChatRatingTable
  companies: CompanyTable
  companyDomains: CompanyDomainTable
  companySettlings: CompanySettlingTable
  conversationLinks: ConversationLinkTable
  conversations: ConversationTable
  conversationTags: ConversationTagTable
  counters: CounterTable
  crispDays: CrispDayTable
  crispDifferences: CrispDifferenceTable
  crispItems: CrispItemTable
  crispLost: CrispLostTable
  crispOperators: CrispOperatorTable
  crispOutbox: CrispOutboxTable
  crispOwner: CrispOwnerTable
  crispReconciled: CrispReconciledTable
  crispReconciliations: CrispReconciliationTable
  crispSessions: CrispSessionTable
  crispWebsites: CrispWebsiteTable
  customerFields: CustomerFieldTable
  customerIdentities: CustomerIdentityTable
  customerMergeRows: CustomerMergeRowTable
  customerMerges: CustomerMergeTable
  customerNotes: CustomerNoteTable
  customers: CustomerTable
  customerTags: CustomerTagTable
  customerValues: CustomerValueTable
  drafts: DraftTable
  duplicateDismissals: DuplicateDismissalTable
  duplicateKeys: DuplicateKeyTable
  duplicateProgress: DuplicateProgressTable
  erasurePartners: ErasurePartnerTable
  erasures: ErasureTable
  erasureSubjects: ErasureSubjectTable
  events: EventTable
  files: FileTable
  forgottenCustomers: ForgottenCustomerTable
  idempotencyKeys: IdempotencyKeyTable
  importFailures: ImportFailureTable
  imports: ImportTable
  inboxActs: InboxActTable
  jobs: JobTable
  loginSessions: LoginSessionTable
  messages: MessageTable
  mutedConversations: MutedConversationTable
  notificationDesks: NotificationDeskTable
  notificationSteps: NotificationStepTable
  notifications: NotificationTable
  proactiveShowings: ProactiveShowingTable
  savedViews: SavedViewTable
  scheduledMessages: ScheduledMessageTable
  segments: SegmentTable
  searchCompanies: SearchDocumentTable
  searchCustomers: SearchDocumentTable
  searchMessages: SearchDocumentTable
  searchNotes: SearchDocumentTable
  searchProgress: SearchProgressTable
  searchTickets: SearchDocumentTable
  settings: SettingTable
  tags: TagTable
  tasks: TaskTable
  deals: DealTable
  dealMoves: DealMoveTable
  dealStages: DealStageTable
  teamMembers: TeamMemberTable
  teams: TeamTable
  tickets: TicketTable
  tombstones: TombstoneTable
  users: UserTable
  visitorBlocks: VisitorBlockTable
}
