import type { z } from 'zod'
import {
  ChatSettings,
  type OpeningHours,
  StartField,
  type UpdateChatSettingsBody,
} from '../contract/chat-settings.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { Kept } from './kept.ts'
import { refuseUnkept } from './kept-answers.ts'
import { auditProactive } from './proactive-audit.ts'
import { readSettings, storedValues, writeSettings } from './queries.ts'

const PREFIX = 'chat.'
const SECRET = `${PREFIX}identitySecret`

/** What the web chat goes by. */
export interface ChatConfig extends ChatSettings {
  workspaceName: string
  /** The secret that sites sign with, sealed; null while there is none. */
  sealedSecret: string | null
}

const { shape } = ChatSettings
const DEFAULTS = ChatSettings.parse({})

// A part that cannot be read counts as not set: the chat must go on.
const Stored = ChatSettings.extend({
  appearance: shape.appearance.catch(DEFAULTS.appearance),
  fields: shape.fields.catch([]),
  hours: shape.hours.catch(DEFAULTS.hours),
  needsAgentOnline: shape.needsAgentOnline.catch(DEFAULTS.needsAgentOnline),
  files: shape.files.catch(DEFAULTS.files),
  asksRating: shape.asksRating.catch(DEFAULTS.asksRating),
  proactive: shape.proactive.catch([]),
  limits: shape.limits.catch(DEFAULTS.limits),
})

const readable = (fields: unknown) =>
  Array.isArray(fields) ? fields.filter((field) => StartField.safeParse(field).success) : fields

async function readChatConfig(sql: Sql): Promise<ChatConfig> {
  const stored = await storedValues(sql, [SECRET, ...Object.keys(shape).map((key) => PREFIX + key)])
  const values = Object.fromEntries(
    Object.entries(stored).map(([key, value]) => [key.slice(PREFIX.length), value]),
  )
  const { identitySecret, fields, ...rest } = values
  const { workspaceName } = await readSettings(sql)
  return {
    ...Stored.parse({ ...rest, ...(fields !== undefined && { fields: readable(fields) }) }),
    workspaceName,
    sealedSecret: typeof identitySecret === 'string' ? identitySecret : null,
  }
}

/** When the workspace is open, read where it is kept. */
export async function readHours(sql: Sql): Promise<OpeningHours> {
  const key = `${PREFIX}hours`
  return Stored.shape.hours.parse((await storedValues(sql, [key]))[key] ?? {})
}

const kept = new Kept(readChatConfig)

/** What the web chat goes by, a few seconds old at most: no message may cost a read, nor wait for one. */
export const chatConfig = (database: Database): Promise<ChatConfig> => kept.read(database)

/** From the commit on, this process reads the settings anew. */
export const forgetChatConfig = (tx: Tx): void => kept.forget(tx)

/**
 * Keeps the given parts, each whole, and answers everything. Who changed what is said by itself is kept too. Throws
 * `validation_failed` for a question whose answers could not be kept where they should be.
 */
export async function writeChatSettings(
  tx: Tx,
  parts: z.output<typeof UpdateChatSettingsBody>,
  userId: string,
): Promise<ChatConfig> {
  if (parts.fields) await refuseUnkept(tx, parts.fields)
  if (parts.proactive) {
    const { proactive } = await readChatConfig(tx.sql)
    await auditProactive(tx, { before: proactive, after: parts.proactive }, userId)
  }
  await writeSettings(
    tx,
    Object.fromEntries(Object.entries(parts).map(([key, value]) => [PREFIX + key, value])),
  )
  forgetChatConfig(tx)
  return readChatConfig(tx.sql)
}

/** Keeps the secret that sites sign with; what was signed with the one before is no longer taken. */
export async function writeIdentitySecret(tx: Tx, sealed: string): Promise<void> {
  await writeSettings(tx, { [SECRET]: sealed })
  forgetChatConfig(tx)
}
