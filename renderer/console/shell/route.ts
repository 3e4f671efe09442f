import type { InboxView } from '../../../server/contract/inbox.ts'
import { TicketPriority, TicketStatus } from '../../../server/contract/tickets.ts'
import { queryOfReporting, type Reporting, reportingFrom, USUAL } from './reporting.ts'
import { hrefOfListing, type Listing, listingFrom, listingOf } from './listing.ts'

/** What the ticket list is narrowed to. `assignedTo` is an agent's id. */
export interface TicketFilter {
  readonly status?: TicketStatus
  readonly priority?: TicketPriority
  readonly assignedTo?: string
}

/** What the list of tasks shows: whose, and which of them. */
export interface TaskFilter {
  readonly whose: 'me' | 'all'
  readonly show: 'open' | 'overdue' | 'done'
}
const OPEN_TASKS: TaskFilter = { whose: 'me', show: 'open' }

/** Whose deals the board shows: an agent's by their id, one's own (`me`), or everybody's (`all`). */
export interface DealFilter {
  readonly owner: string
}
const ALL_DEALS: DealFilter = { owner: 'all' }

/** A place in the console; it has an address, so that it can be kept, sent and gone back to. */
export type Route =
  | ({ screen: 'inbox'; conversationId: string | null } & Listing)
  | { screen: 'tickets'; filter: TicketFilter; ticketId: string | null }
  | { screen: 'tasks'; filter: TaskFilter; taskId: string | null }
  | ({ screen: 'deals'; dealId: string | null } & DealFilter)
  | { screen: 'customers'; customerId: string | null }
  | { screen: 'companies'; companyId: string | null }
  | { screen: 'notifications'; filter: 'all' | 'unread' }
  | { screen: 'reports'; view: ReportView; asked: Reporting }
  | { screen: 'team' }
  | { screen: 'canned' }
  | { screen: 'settings'; section: SettingsSection | null }

export const SETTINGS_SECTIONS = [
  'appearance',
  'form',
  'hours',
  'chat',
  'proactive',
  'sites',
  'routing',
  'tags',
  'deals',
  'customerFields',
  'crisp',
  'blocks',
  'escalation',
  'responseTarget',
  'notifications',
  'notificationTest',
  'password',
  'thisApp',
] as const
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number]

export const REPORT_VIEWS = [
  'overview',
  'agent',
  'team',
  'channel',
  'tag',
  'busiest',
  'live',
] as const
export type ReportView = (typeof REPORT_VIEWS)[number]

/** The route to a report; what is asked of it is the usual unless it is said. */
export const toReports = (view: ReportView = 'overview', asked = USUAL): Route => ({
  screen: 'reports',
  view,
  asked,
})

export const toNotifications = (filter: 'all' | 'unread'): Route => ({
  screen: 'notifications',
  filter,
})
export const NOTIFICATIONS = toNotifications('all')

export const TEAM: Route = { screen: 'team' }
export const CANNED: Route = { screen: 'canned' }

/** The route to a list of the inbox, and to what is open beside it. */
export const toInbox = (
  { view, savedId, narrowing }: Listing,
  conversationId: string | null = null,
): Route => ({ screen: 'inbox', view, savedId, narrowing, conversationId })

/** The route to one of everybody's views. */
export const toView = (view: InboxView) => toInbox(listingOf(view))
export const HOME = toView('unassigned')

/** The route to one conversation, whatever list it is in. */
export const toConversation = (conversationId: string, view: InboxView = 'all') =>
  toInbox(listingOf(view), conversationId)
export const toTicket = (ticketId: string | null, filter: TicketFilter = {}): Route => ({
  screen: 'tickets',
  filter,
  ticketId,
})
export const toTask = (taskId: string | null, filter = OPEN_TASKS): Route => ({
  screen: 'tasks',
  filter,
  taskId,
})
export const toDeal = (dealId: string | null, { owner } = ALL_DEALS): Route => ({
  screen: 'deals',
  owner,
  dealId,
})
export const toCustomer = (customerId: string | null): Route => ({
  screen: 'customers',
  customerId,
})

export const toCompany = (companyId: string | null): Route => ({
  screen: 'companies',
  companyId,
})

export const toSettings = (section: SettingsSection | null): Route => ({
  screen: 'settings',
  section,
})

const withId = (path: string, id: string | null) =>
  id === null ? path : `${path}/${encodeURIComponent(id)}`

/** The address of a route. */
export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'inbox':
      return hrefOfListing(route, route.conversationId)
    case 'tickets': {
      const query = new URLSearchParams({ ...route.filter }).toString()
      return withId('/tickets', route.ticketId) + (query && `?${query}`)
    }
    case 'tasks':
      return withId(`/tasks/${route.filter.whose}/${route.filter.show}`, route.taskId)
    case 'deals':
      return withId(`/deals/${encodeURIComponent(route.owner)}`, route.dealId)
    case 'customers':
      return withId('/customers', route.customerId)
    case 'companies':
      return withId('/companies', route.companyId)
    case 'notifications':
      return route.filter === 'all' ? '/notifications' : `/notifications/${route.filter}`
    case 'reports':
      return `/reports/${route.view}${queryOfReporting(route.asked)}`
    case 'team':
      return '/team'
    case 'canned':
      return '/canned-replies'
    case 'settings':
      return withId('/settings', route.section)
  }
}

function filterFrom(search: string): TicketFilter {
  const query = new URLSearchParams(search)
  const status = TicketStatus.safeParse(query.get('status')).data
  const priority = TicketPriority.safeParse(query.get('priority')).data
  const assignedTo = query.get('assignedTo')
  return {
    ...(status && { status }),
    ...(priority && { priority }),
    ...(assignedTo && { assignedTo }),
  }
}

/** The route of an address; what is no place of ours leads home. */
export function routeOf(pathname: string, search: string): Route {
  const [screen, ...parts] = pathname.split('/').filter(Boolean).map(decoded)
  const id = (part: string | undefined) => part || null
  if (screen === 'tickets') return toTicket(id(parts[0]), filterFrom(search))
  if (screen === 'tasks') return tasksFrom(parts)
  if (screen === 'deals') return toDeal(id(parts[1]), { owner: id(parts[0]) ?? 'all' })
  if (screen === 'customers') return toCustomer(id(parts[0]))
  if (screen === 'companies') return toCompany(id(parts[0]))
  if (screen === 'notifications') return toNotifications(parts[0] === 'unread' ? 'unread' : 'all')
  if (screen === 'reports')
    return toReports(
      REPORT_VIEWS.find((one) => one === parts[0]),
      reportingFrom(search),
    )
  if (screen === 'team') return TEAM
  if (screen === 'canned-replies') return CANNED
  if (screen === 'settings')
    return toSettings(SETTINGS_SECTIONS.find((one) => one === parts[0]) ?? null)
  const found = screen === 'inbox' ? listingFrom(parts, search) : null
  return found ? toInbox(found.listing, id(found.rest)) : HOME
}

function tasksFrom([whose, show, taskId]: string[]): Route {
  const filter: TaskFilter = {
    whose: whose === 'all' ? 'all' : 'me',
    show: show === 'overdue' || show === 'done' ? show : 'open',
  }
  return toTask(taskId || null, filter)
}

function decoded(part: string) {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
