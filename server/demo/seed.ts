import type { Database } from '../db/transaction.ts'
import { hashPassword } from '../identity/passwords.ts'
import { chatStory } from './chat-story.ts'
import { openLedger } from './ledger.ts'
import { COLLEAGUES } from './people.ts'
import {
  type Contact,
  isOpen,
  openingTime,
  planContacts,
  type Size,
  SMALL_COMPANY,
} from './plan.ts'
import { createRandom } from './random.ts'
import { writeScene } from './scene.ts'
import { type Beginning, play } from './schedule.ts'
import { setStage, type Stage } from './stage.ts'
import { ticketStory } from './ticket-story.ts'

/** The password of every demo account. */
export const DEMO_PASSWORD = 'demo-password'

/** The accounts of the demo, to be shown to whoever starts it. */
export const demoSignIns = (): Array<{ email: string; role: string; name: string }> =>
  COLLEAGUES.map(({ email, role, name }) => ({ email, role, name }))

/** How many rows were written. */
export interface Seeded extends Size {
  messages: number
  events: number
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
 * Fills an empty database with the half year before `now` of a small shop, as the server itself would have written it.
 * The same `now` and size give the same rows but for the salt of the passwords.
 */
export async function seedDemo(
  database: Database,
  { now, size = SMALL_COMPANY }: { now: Date; size?: Size },
): Promise<Seeded> {
  if (!(await isEmpty(database))) throw new Error('The database is not empty.')
  const end = now.getTime()
  const ledger = openLedger(createRandom('ids'))
  ledger.moveTo(openingTime(end))
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const stage = setStage(ledger, { customers: size.customers, passwordHash })
  const contacts = planContacts(size, end)
  importAddresses(stage, contacts)
  const beginnings = contacts.map((contact) => beginningOf(stage, contact))
  for (const _ of play(beginnings, end, (at) => ledger.moveTo(at)))
    if (ledger.isFull()) await ledger.write(database)
  await ledger.write(database)
  return {
    customers: ledger.count('customers'),
    conversations: ledger.count('conversations') - ledger.count('tickets'),
    tickets: ledger.count('tickets'),
    messages: ledger.count('messages'),
    events: ledger.count('events'),
  }
}

// Whoever will not get in touch was in the address book already.
function importAddresses(stage: Stage, contacts: Contact[]): void {
  const inTouch = new Set(contacts.map(({ customer }) => customer))
  for (const [index, person] of stage.people.entries())
    if (!inTouch.has(index)) stage.customer(person)
}

function beginningOf(stage: Stage, contact: Contact): Beginning {
  const { index, at } = contact
  const person = stage.people[contact.customer]
  if (!person) throw new Error('a contact of nobody')
  if (contact.kind === 'ticket') return { at, story: ticketStory(stage, { person, index }) }
  const chat = { person, index, ending: contact.ending }
  return {
    at: isOpen(contact.ending) ? at - writeScene(stage, chat).length : at,
    story: chatStory(stage, chat),
  }
}
