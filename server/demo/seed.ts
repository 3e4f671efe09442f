import { packDays } from '../analytics/index.ts'
import type { Database } from '../db/transaction.ts'
import { listStages } from '../deals/stage-queries.ts'
import { hashPassword } from '../identity/passwords.ts'
import { listTasks } from '../tasks/queries.ts'
import { planReminder } from '../tasks/reminder.ts'
import { openCatalog } from './catalog.ts'
import { chatStory } from './chat-story.ts'
import { openLedger } from './ledger.ts'
import { COLLEAGUES } from './people.ts'
import {
  type Company,
  type Contact,
  isOpen,
  openingTime,
  planContacts,
  type Size,
  SMALL_COMPANY,
} from './plan.ts'
import { longChatStory, longTicketStory } from './long-story.ts'
import { createRandom } from './random.ts'
import { writeScene } from './scene.ts'
import { type Beginning, play } from './schedule.ts'
import { setStage, type Stage } from './stage.ts'
import { ticketStory } from './ticket-story.ts'

const STEPS_AT_ONCE = 200

/** The password of every demo account. */
export const DEMO_PASSWORD = 'demo-password'

/** The accounts of the demo, to be shown to whoever starts it. */
export const demoSignIns = (): Array<{ email: string; role: string; name: string }> =>
  COLLEAGUES.map(({ email, role, name }) => ({ email, role, name }))

/** How many rows were written. */
export interface Seeded extends Size {
  messages: number
  events: number
  /** The chat with the most messages. */
  longestChat: { id: string; headSeq: number }
}

/** Whether nothing has happened in a database yet. */
export async function isEmpty({ sql }: Database): Promise<boolean> {
  const [user, customer] = await Promise.all([
    sql.selectFrom('users').select('id').limit(1).executeTakeFirst(),
    sql.selectFrom('customers').select('id').limit(1).executeTakeFirst(),
  ])
  return user === undefined && customer === undefined
}

/**
 * Fills an empty database with what happened in a shop until `now`, as the server itself would have written it. The
 * same `now` and company give the same rows but for the salt of the passwords.
 */
export async function seedDemo(
  database: Database,
  { now, company = SMALL_COMPANY }: { now: Date; company?: Company },
): Promise<Seeded> {
  if (!(await isEmpty(database))) throw new Error('The database is not empty.')
  const end = now.getTime()
  const ledger = openLedger(createRandom('ids'))
  ledger.moveTo(openingTime(company, end))
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const catalog = openCatalog(ledger)
  const { customers } = company
  const dealStages = await listStages(database.sql)
  const stage = setStage(ledger, { customers, dealStages, passwordHash, catalog })
  const contacts = planContacts(company, end)
  importAddresses(stage, contacts)
  const beginnings = contacts.map((contact) => beginningOf(stage, contact, end))
  // Postgres writes one part while the next comes together.
  let writing = Promise.resolve()
  let steps = 0
  for (const _ of play(beginnings, end, (at) => ledger.moveTo(at))) {
    if (++steps % STEPS_AT_ONCE === 0) await new Promise(setImmediate)
    if (!ledger.isFull()) continue
    await writing
    writing = ledger.write(database)
    // Whoever awaits it hears of a failure.
    writing.catch(() => undefined)
  }
  await writing
  await ledger.write(database)
  await packDays(database, 0)
  await remindOfOpen(database)
  return {
    longestChat: await longestChat(database),
    customers: ledger.count('customers'),
    conversations: ledger.count('conversations') - ledger.count('tickets'),
    tickets: ledger.count('tickets'),
    messages: ledger.count('messages'),
    events: ledger.count('events'),
  }
}

// The most that are open at the end of a history.
const OPEN_TASKS = 1_000

/** Whoever has something to do is reminded of it as if they had planned it here. */
const remindOfOpen = (database: Database): Promise<void> =>
  database.transaction(async (tx) => {
    const ask = { from: undefined, limit: OPEN_TASKS }
    for (const task of await listTasks(tx.sql, { state: 'open' }, ask))
      await planReminder(tx, null, task)
  })

const longestChat = ({ sql }: Database): Promise<Seeded['longestChat']> =>
  sql
    .selectFrom('conversations')
    .select(['id', 'headSeq'])
    .where('channel', '=', 'webchat')
    .orderBy('headSeq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()

// Whoever will not get in touch was in the address book already.
function importAddresses(stage: Stage, contacts: Contact[]): void {
  const inTouch = new Set(contacts.map(({ customer }) => customer))
  for (const [index, person] of stage.people.entries())
    if (!inTouch.has(index)) stage.customer(person)
}

function beginningOf(stage: Stage, contact: Contact, end: number): Beginning {
  const { index, at } = contact
  const person = stage.people[contact.customer]
  if (!person) throw new Error('a contact of nobody')
  if (contact.kind === 'chat') {
    const chat = { person, index, ending: contact.ending }
    return {
      at: isOpen(contact.ending) ? at - writeScene(stage, chat).length : at,
      story: chatStory(stage, chat),
    }
  }
  if (contact.kind === 'ticket') return { at, story: ticketStory(stage, { person, index }) }
  const tell = contact.kind === 'long chat' ? longChatStory : longTicketStory
  return { at, story: tell(stage, { person, index, length: contact.length, end }) }
}
