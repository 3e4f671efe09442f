import type { Activity, ActivityType } from '../../../server/contract/timeline.ts'
import type { Catalogue } from '../../words/en.ts'
import { dealDetails } from '../deals/entry-words.ts'
import { type Route, toConversation, toDeal, toTask, toTicket } from '../shell/route.ts'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

type Said = (words: Catalogue, metadata: Activity['metadata']) => string

const numberOf = (metadata: Activity['metadata']) => text(metadata['ticketNumber'])
const nameOf = (metadata: Activity['metadata']) => text(metadata['name'])

const TITLES: Record<ActivityType, Said> = {
  chat: ({ timeline }) => timeline.chat,
  chat_resumed: ({ profile }) => profile.timeline.resumed,
  chat_closed: ({ timeline }) => timeline.chatClosed,
  chat_rated: ({ timeline }, { score }) => timeline.chatRated(Number(score)),
  chat_merged: ({ timeline }) => timeline.chatMerged,
  chat_unmerged: ({ timeline }) => timeline.chatUnmerged,
  chat_split: ({ timeline }) => timeline.chatSplit,
  chat_unsplit: ({ timeline }) => timeline.chatUnsplit,
  page_visits: ({ profile }, { count }) => profile.timeline.visits(Number(count)),
  customer_identified: ({ timeline }) => timeline.customerIdentified,
  customer_created: ({ timeline }) => timeline.customerCreated,
  customer_updated: ({ timeline }) => timeline.customerUpdated,
  customer_merged: ({ people }, metadata) => people.timeline.merged(nameOf(metadata)),
  customer_unmerged: ({ people }, metadata) => people.timeline.unmerged(nameOf(metadata)),
  customer_tagged: ({ profile }) => profile.timeline.tagged,
  identity_added: ({ profile }, { value }) => profile.timeline.identityAdded(text(value)),
  identity_removed: ({ profile }, { value }) => profile.timeline.identityRemoved(text(value)),
  note: ({ profile }) => profile.timeline.note,
  custom_event: ({ profile }, metadata) => profile.timeline.event(nameOf(metadata)),
  ticket_created: ({ timeline }, metadata) => timeline.ticketCreated(numberOf(metadata)),
  ticket_updated: ({ timeline }, metadata) => timeline.ticketUpdated(numberOf(metadata)),
  ticket_closed: ({ timeline }, metadata) => timeline.ticketClosed(numberOf(metadata)),
  ticket_comment: ({ timeline }, metadata) => timeline.ticketComment(numberOf(metadata)),
  task_created: ({ tasks }, { title }) => tasks.timeline.created(text(title)),
  task_updated: ({ tasks }, { title }) => tasks.timeline.updated(text(title)),
  task_done: ({ tasks }, { title }) => tasks.timeline.done(text(title)),
  task_reopened: ({ tasks }, { title }) => tasks.timeline.reopened(text(title)),
  task_deleted: ({ tasks }, { title }) => tasks.timeline.deleted(text(title)),
  deal_created: ({ deals }, { title }) => deals.timeline.created(text(title)),
  deal_updated: ({ deals }, { title }) => deals.timeline.updated(text(title)),
  deal_moved: ({ deals }, { title }) => deals.timeline.moved(text(title)),
  deal_won: ({ deals }, { title }) => deals.timeline.won(text(title)),
  deal_lost: ({ deals }, { title }) => deals.timeline.lost(text(title)),
  deal_deleted: ({ deals }, { title }) => deals.timeline.deleted(text(title)),
}

/** What happened, in the agent's language; a newer server knows kinds that this console does not. */
export function activityTitle({ type, metadata, description }: Activity, words: Catalogue) {
  const said: Said | undefined = TITLES[type]
  return said?.(words, metadata) ?? description
}

type Change = { from: unknown; to: unknown }

/** What entries name by a key or an id only: what the workspace's own fields and tags are called. */
export interface Names {
  readonly fields: ReadonlyMap<string, string>
  readonly tag: (id: string) => string | undefined
  /** A moment as the agent's language writes it. */
  readonly moment: (time: string) => string
  /** An amount of a currency, likewise. */
  readonly money: (amount: number, currency: string) => string
}

/** What exactly it was, one line for each thing. */
export function activityDetails(
  { type, metadata }: Activity,
  words: Catalogue,
  names: Names,
): string[] {
  if (type.startsWith('deal_')) return dealDetails(metadata, words, names.money)
  if (type === 'note') return [text(metadata['content'])]
  if (type === 'custom_event') return propertiesOf(metadata['properties'], words)
  if (type === 'customer_identified') return [words.profile.timeline.joined]
  if (type === 'customer_tagged') return tagsOf(metadata, words, names)
  if (type === 'page_visits') return pagesOf(metadata)
  if (type === 'chat_rated') return [text(metadata['comment'])].filter(Boolean)
  const { changes, changed } = metadata
  if (typeof changes === 'object' && changes !== null)
    return Object.entries(changes as Record<string, Change>).map(([field, { from, to }]) => {
      const label = fieldWord(field, words, names)
      if (field === 'description') return label
      const said = (value: unknown) => valueWord(field, value, { words, names })
      return `${label}: ${said(from)} → ${said(to)}`
    })
  // Entries of before it was written down from what to what.
  if (type === 'customer_updated' && Array.isArray(changed))
    return [changed.map((field) => fieldWord(text(field), words, names)).join(', ')]
  return []
}

/** Which tags were put on, and which were taken off. */
function tagsOf({ added, removed }: Activity['metadata'], { profile }: Catalogue, { tag }: Names) {
  const { timeline: words } = profile
  const said = (ids: unknown) =>
    Array.isArray(ids) ? ids.map((id) => tag(text(id)) ?? words.tagGone).join(', ') : ''
  const [on, off] = [said(added), said(removed)]
  return [...(on ? [words.tagsAdded(on)] : []), ...(off ? [words.tagsRemoved(off)] : [])]
}

/** The latest pages by their names, each once however often it was gone to. */
function pagesOf({ pages }: Activity['metadata']): string[] {
  if (!Array.isArray(pages)) return []
  const named = pages as Array<{ url: string; title: string }>
  return [...new Set(named.map(({ url, title }) => title || url))]
}

const propertiesOf = (properties: unknown, words: Catalogue) =>
  typeof properties === 'object' && properties !== null
    ? Object.entries(properties).map(([name, value]) => `${name}: ${plainWord(value, words)}`)
    : []

const NOTHING = '–'
const OWN = 'fields.'

/** A value that is told as it is. */
function plainWord(value: unknown, { profile }: Catalogue): string {
  if (typeof value === 'boolean') return value ? profile.fields.yes : profile.fields.no
  if (typeof value === 'number') return String(value)
  return text(value) || NOTHING
}

function fieldWord(field: string, { customer, tasks, tickets }: Catalogue, { fields }: Names) {
  if (field.startsWith(OWN)) {
    const key = field.slice(OWN.length)
    return fields.get(key) ?? key
  }
  const known: Record<string, string> = {
    name: customer.name,
    email: customer.email,
    phone: customer.phone,
    company: customer.company,
    subject: tickets.subject,
    title: tasks.name,
    dueAt: tasks.due,
    description: tickets.description,
    status: tickets.status,
    priority: tickets.priority,
    assignedTo: tickets.assignee,
  }
  return known[field] ?? field
}

function valueWord(
  field: string,
  value: unknown,
  { words, names }: { words: Catalogue; names: Names },
) {
  const { tasks, tickets } = words
  const said = text(value)
  if (field === 'dueAt') return said === '' ? tasks.noDue : names.moment(said)
  if (field === 'status') return lookUp(tickets.statuses, said)
  if (field === 'priority') return lookUp(tickets.priorities, said)
  if (field === 'assignedTo' && said === '') return tickets.unassigned
  return plainWord(value, words)
}

const lookUp = (words: Readonly<Record<string, string>>, key: string) => words[key] ?? key

/** The message an entry is about, where it is about one. */
export const activityMessage = ({ metadata }: Activity): string | null =>
  text(metadata['messageId']) || null

/** Where an entry leads. */
export function activityRoute({ type, metadata }: Activity): Route | null {
  const dealId = text(metadata['dealId'])
  if (dealId) return type === 'deal_deleted' ? null : toDeal(dealId)
  const taskId = text(metadata['taskId'])
  if (taskId) return type === 'task_deleted' ? null : toTask(taskId)
  const ticketId = text(metadata['ticketId'])
  if (ticketId) return toTicket(ticketId)
  const sessionId = text(metadata['sessionId'])
  return sessionId ? toConversation(sessionId) : null
}
