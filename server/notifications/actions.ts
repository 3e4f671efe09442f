import type { NotificationPreferences, PreferredKind } from '../contract/notifications.ts'
import { amongIds, insertRows, updateRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { type AgentFocus, focusOf } from '../routing/index.ts'
import { tellOf } from './announce.ts'
import type { Subject } from './decide.ts'
import { type DeskRow, lockDesks, saveDesks } from './desks.ts'
import { delivery, isSettled } from './policy.ts'
import { preferencesOf } from './preferences.ts'
import { findUnread, mutesAmong, toldBy, type Unread } from './queries.ts'
import { addSteps, type NewStep } from './steps.ts'
import { channelText, type NotificationRow, viewNotification } from './view.ts'

const NOTIFICATIONS = {
  table: 'notifications',
  columns: [
    'id',
    'agentId',
    'seq',
    'kind',
    'cause',
    'about',
    'aboutId',
    'ticketNumber',
    'who',
    'excerpt',
    'isUrgent',
    'channels',
    'withheld',
    'createdAt',
    'readAt',
  ],
}
const READ = { table: 'notifications', columns: ['seq', 'readAt'] }
const RENAMED = { table: 'notifications', columns: ['seq', 'who'] }
const BATCH = 500

/** A notification to be, and whose. `as` is the kind whose preference counts. */
export interface Wanted {
  agentId: string
  subject: Subject
  isUrgent?: boolean
  as?: PreferredKind
}

/** What was known of the agents when it was decided how they are told. */
interface Known {
  desks: Map<string, DeskRow>
  preferences: Map<string, NotificationPreferences>
  focus: Map<string, AgentFocus[]>
  mutes: Set<string>
}

/**
 * Stores notifications, each with how it is to be shown or why it is not, and tells the agents' sockets after the
 * commit. The same cause tells nobody twice.
 */
export async function notify(tx: Tx, wanted: readonly Wanted[]): Promise<NotificationRow[]> {
  if (wanted.length === 0) return []
  const agentIds = wanted.map(({ agentId }) => agentId)
  const desks = new Map((await lockDesks(tx, agentIds)).map((desk) => [desk.agentId, desk]))
  const told = await toldBy(tx.sql, tx.database.dialect, [
    ...new Set(wanted.map(({ subject }) => subject.cause)),
  ])
  const aboutIds = wanted.flatMap(({ subject }) => subject.aboutId ?? [])
  const focus = await focusOf(tx, agentIds)
  const preferences = new Map(
    [...desks].map(([agentId, desk]) => [agentId, preferencesOf(desk.preferences)]),
  )
  const known = { desks, preferences, focus, mutes: await mutesAmong(tx, aboutIds) }
  const rows: NotificationRow[] = []
  for (const each of wanted) {
    const key = `${each.subject.cause} ${each.agentId}`
    if (told.has(key)) continue
    told.add(key)
    rows.push(rowOf(tx, each, known))
  }
  await insertRows(tx.sql, tx.database.dialect, NOTIFICATIONS, rows)
  await addSteps(
    tx,
    rows.flatMap((row) => sentSteps(row, focus.get(row.agentId) ?? [])),
  )
  await finish(tx, { rows, desks, isNew: true })
  return rows
}

function rowOf(tx: Tx, { agentId, subject, isUrgent, as }: Wanted, known: Known): NotificationRow {
  const desk = known.desks.get(agentId)
  const { aboutId } = subject
  const { channels, withheld } = delivery({
    kind: as ?? (subject.kind as PreferredKind),
    preferences: known.preferences.get(agentId) ?? preferencesOf(null),
    isMuted: known.mutes.has(`${agentId} ${aboutId}`),
    isFocused:
      aboutId !== null && (known.focus.get(agentId)?.some((at) => at.focusId === aboutId) ?? false),
    now: new Date(tx.now),
  })
  const isRead = isSettled(withheld)
  if (desk) {
    desk.head += 1
    if (!isRead) desk.unread += 1
  }
  return {
    ...subject,
    id: newId(),
    agentId,
    seq: desk?.head ?? 0,
    isUrgent: isUrgent === true ? 1 : 0,
    channels: channelText(channels),
    withheld,
    createdAt: tx.now,
    readAt: isRead ? tx.now : null,
  }
}

/** To which sockets it goes; to none what is withheld. */
const sentSteps = ({ id, withheld }: NotificationRow, connections: readonly AgentFocus[]) =>
  withheld !== null
    ? []
    : connections.map((at): NewStep => ({
        notificationId: id,
        step: 'sent',
        channel: 'none',
        connection: at.id,
        reason: null,
      }))

/** Marks notifications read; every window of their agents hears of it. Answers how many there were. */
export async function markRead(tx: Tx, unread: Unread): Promise<number> {
  let count = 0
  for (let isMore = true; isMore;) {
    const found = await findUnread(tx.sql, unread, BATCH)
    isMore = found.length === BATCH
    if (found.length === 0) break
    count += await readThese(tx, found)
  }
  return count
}

async function readThese(tx: Tx, found: readonly NotificationRow[]): Promise<number> {
  const desks = await desksOf(tx, found)
  // Somebody else may have read them before they were ours to read.
  const stillUnread = await unreadAmong(tx, found)
  const rows = stillUnread.map((row) => {
    const desk = desks.get(row.agentId)
    if (desk) Object.assign(desk, { head: desk.head + 1, unread: desk.unread - 1 })
    return { ...row, seq: desk?.head ?? row.seq, readAt: tx.now }
  })
  await updateRows(tx.sql, tx.database.dialect, READ, rows)
  await finish(tx, { rows, desks, isNew: false })
  return rows.length
}

const desksOf = async (tx: Tx, rows: ReadonlyArray<{ agentId: string }>) => {
  const desks = await lockDesks(
    tx,
    rows.map(({ agentId }) => agentId),
  )
  return new Map(desks.map((desk) => [desk.agentId, desk]))
}

/** Somebody's name in what agents were told, and what it is to be. */
export interface Renaming {
  id: string
  agentId: string
  name: string
}

/** Calls whoever these notifications name by other names; every window hears of it. */
export async function rename(tx: Tx, renamings: readonly Renaming[]): Promise<void> {
  const desks = await desksOf(tx, renamings)
  const names = new Map(renamings.map(({ id, name }) => [id, name]))
  const stored = await tx.sql
    .selectFrom('notifications')
    .selectAll()
    .where(amongIds(tx.database.dialect, 'id', [...names.keys()]))
    .execute()
  const rows = stored.map((row) => {
    const desk = desks.get(row.agentId)
    if (desk) desk.head += 1
    return { ...row, who: names.get(row.id) ?? row.who, seq: desk?.head ?? row.seq }
  })
  await updateRows(tx.sql, tx.database.dialect, RENAMED, rows)
  await finish(tx, { rows, desks, isNew: false })
}

const unreadAmong = (tx: Tx, rows: readonly NotificationRow[]): Promise<NotificationRow[]> =>
  tx.sql
    .selectFrom('notifications')
    .selectAll()
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .where('readAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()

async function finish(
  tx: Tx,
  { rows, desks, isNew }: { rows: NotificationRow[]; desks: Map<string, DeskRow>; isNew: boolean },
): Promise<void> {
  const byAgent = Map.groupBy(rows, (row) => row.agentId)
  const moved = [...desks.values()].filter(({ agentId }) => byAgent.has(agentId))
  await saveDesks(tx, moved)
  for (const { agentId, head, unread } of moved) {
    const changed = (byAgent.get(agentId) ?? []).map(viewNotification)
    tellOf(tx, { agentId, head, unread, changed, isNew })
  }
}
