import type { z } from 'zod'
import type { OpeningHours } from '../contract/chat-settings.ts'
import type { ProactiveRule, ShownProactive, ShowProactiveBody } from '../contract/proactive.ts'
import { hashesOf, lockByIdentity, personHash } from '../customers/index.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { ProblemError } from '../problems.ts'
import { chatConfig, readSettings } from '../settings/index.ts'
import { answeringNew } from './availability.ts'
import { refuseBlocked } from './blocked.ts'
import { isOpen } from './hours.ts'
import { type IdentityOptions, readPerson } from './identity.ts'

const DAY_MS = 86_400_000

type Asked = z.output<typeof ShowProactiveBody>

const AGAIN_MS = 600_000
// Who has been shown it once.
const NEVER_MS = 3_650 * DAY_MS

const nothing = (againMs: number): ShownProactive => ({ message: null, againMs })

/**
 * Lets a visitor be shown what a rule says, and writes down that they were: once for each visitor, whichever of their
 * tabs and, where the site has signed for them, devices asks first. Nobody who has a chat open is shown anything, nor
 * who is blocked, nor anybody on a site that may not show the chat.
 */
export async function showProactive(
  options: IdentityOptions,
  asked: Asked,
  origin: string | undefined,
): Promise<ShownProactive> {
  const { database } = options
  const config = await chatConfig(database)
  const rule = config.proactive.find(({ id, isOn }) => id === asked.ruleId && isOn)
  const { chatOrigins } = await readSettings(database.sql)
  const { hours } = await answeringNew(database)
  const now = database.clock.now()
  if (!rule || !isDue(rule, hours, now) || !isFor(rule, asked, now)) return nothing(AGAIN_MS)
  if (!isAllowed(chatOrigins, origin)) return nothing(AGAIN_MS)
  const externalId = await externalIdOf(options, asked.identityToken)
  const text = rule.text[asked.language] || rule.text.en || rule.text.vi
  return database.transaction(async (tx) => {
    const visitor = { asked, externalId, customerId: await heldAs(tx, externalId), text }
    if (!(await mayBeShown(tx, visitor))) return nothing(AGAIN_MS)
    const id = (await wasShown(tx.sql, visitor)) ? undefined : await keepShown(tx, visitor)
    if (id === undefined) return nothing(NEVER_MS)
    return {
      message: {
        id,
        sessionId: id,
        seq: 1,
        senderType: 'bot',
        senderId: null,
        senderName: config.workspaceName,
        content: text,
        sentAt: tx.now,
      },
      againMs: NEVER_MS,
    }
  })
}

/** Whether the opening hours let a rule be shown. */
export const isDue = (
  { hours: when }: Pick<ProactiveRule, 'hours'>,
  hours: OpeningHours,
  now: Date,
): boolean => when === 'always' || isOpen(hours, now) === (when === 'open')

const isFor = ({ visitors }: ProactiveRule, { since }: Asked, now: Date): boolean =>
  visitors === 'all' || (visitors === 'new') === now.getTime() - (since ?? now.getTime()) < DAY_MS

/** The same as the policy of the chat's page tells browsers: `*.` is every name below. */
function isAllowed(origins: readonly string[], origin = ''): boolean {
  return origins.some((allowed) => {
    const [before = '', after] = allowed.split('*')
    if (after === undefined) return allowed === origin
    return origin.startsWith(before) && origin.endsWith(after)
  })
}

// A site's word that is not good is no word: the visitor is who their browser is.
async function externalIdOf(
  options: IdentityOptions,
  token: string | undefined,
): Promise<string | undefined> {
  try {
    return token === undefined ? undefined : (await readPerson(options, token, '')).externalId
  } catch (error) {
    if (error instanceof ProblemError) return undefined
    throw error
  }
}

// Held until the showing is written: a customer who is being removed meanwhile is nobody anybody knows.
async function heldAs(tx: Tx, externalId: string | undefined): Promise<string | undefined> {
  if (externalId === undefined) return undefined
  return (await lockByIdentity(tx, { kind: 'external', value: externalId }))?.id
}

interface Visitor {
  asked: Asked
  externalId: string | undefined
  customerId: string | undefined
  text: string
}

async function mayBeShown(tx: Tx, { asked, customerId }: Visitor): Promise<boolean> {
  const { visitorId } = asked
  try {
    const blockable = { customerId: customerId ?? '', visitorId, isVerified: 1 }
    await refuseBlocked(tx.sql, blockable, tx.now)
  } catch (error) {
    if (error instanceof ProblemError) return false
    throw error
  }
  const hasChat = (column: 'visitorId' | 'customerId', value: string) =>
    tx.sql
      .selectFrom('conversations')
      .select('id')
      .where(column, '=', value)
      .where('channel', '=', 'webchat')
      .where('status', '=', 'open')
      .limit(1)
      .executeTakeFirst()
  if (await hasChat('visitorId', visitorId)) return false
  return customerId === undefined || !(await hasChat('customerId', customerId))
}

// Customers who became one have several ids on the site, and were shown what any of them was.
async function wasShown(sql: Sql, { asked, customerId }: Visitor): Promise<boolean> {
  if (customerId === undefined) return false
  const shown = await sql
    .selectFrom('proactiveShowings')
    .select('id')
    .where('ruleId', '=', asked.ruleId)
    .where('person', 'in', await hashesOf(sql, customerId))
    .executeTakeFirst()
  return shown !== undefined
}

/** Answers its id, or nothing where another tab or device of this visitor was first. */
async function keepShown(tx: Tx, visitor: Visitor): Promise<string | undefined> {
  const { asked, externalId, customerId, text } = visitor
  const kept = await tx.sql
    .insertInto('proactiveShowings')
    .values({
      id: newId(),
      ruleId: asked.ruleId,
      visitorId: asked.visitorId,
      person: externalId === undefined ? null : personHash(externalId),
      customerId: customerId ?? null,
      conversationId: null,
      text,
      shownAt: tx.now,
      openedAt: null,
      answeredAt: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return kept?.id
}

/** Writes down that the chat was opened at what was shown; once. */
export async function openProactive(database: Database, id: string): Promise<void> {
  await database.transaction((tx) =>
    tx.sql
      .updateTable('proactiveShowings')
      .set({ openedAt: tx.now })
      .where('id', '=', id)
      .where('openedAt', 'is', null)
      .execute(),
  )
}
