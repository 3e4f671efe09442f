import type { z } from 'zod'
import type { Language } from '../contract/identity.ts'
import type { VisitorContext } from '../contract/visitors.ts'
import type { StartChat } from '../contract/webchat.ts'
import { listFields } from '../customer-fields/index.ts'
import type { FieldValues, Person } from '../customers/index.ts'
import type { Database } from '../db/transaction.ts'
import { chatConfig } from '../settings/index.ts'
import { languageOf } from '../words/language.ts'
import { type IdentityOptions, readPerson } from './identity.ts'
import { type Form, readAnswers } from './start-form.ts'
import { readContext, reported } from './visitor.ts'

/** What is seen of a visitor beside what they say. */
export interface Seen {
  language: Language
  userAgent: string | null
}

/** Somebody at the door of the chat. */
export interface Arrival {
  email: string
  name: string
  phone: string | null
  company: string | null
  /** What they said for the workspace's own fields. */
  customerFields: FieldValues
  /** Who they are by the site's signature; null for a stranger. */
  person: Person | null
  /** Their browser's. */
  visitorId: string | null
  context: VisitorContext
  report: z.output<typeof StartChat> & { userAgent: string | null }
  /** What the chat had said by itself, which they answer. */
  proactiveId: string | undefined
  /** Who says what nobody writes. */
  botName: string
  /** The same start has the same key. */
  startKey: string | undefined
  language: Language
}

/** Reads who comes; throws `validation_failed` for a start form not filled in, or `identity_invalid`. */
export async function readArrival(
  options: IdentityOptions,
  visitor: z.output<typeof StartChat>,
  seen: Seen,
): Promise<Arrival> {
  const { customerEmail: email, customerName, clientSessionId, identityToken } = visitor
  const person =
    identityToken === undefined ? null : await readPerson(options, identityToken, customerName)
  const language = languageOf(visitor.language, seen.language)
  const { fields: questions, workspaceName: botName } = await chatConfig(options.database)
  const given = person ? undefined : visitor.fields
  const answers = readAnswers(await formOf(options.database, questions), given, language)
  const now = options.database.clock.now().toISOString()
  const report = { ...visitor, userAgent: seen.userAgent }
  // Bound to who they are, so that nobody else's retry can answer with this session.
  const holder = person ? `external ${person.externalId}` : email
  return {
    ...answers,
    email,
    name: person?.name ?? customerName,
    person,
    visitorId: visitor.visitorId ?? null,
    proactiveId: visitor.proactiveId,
    botName,
    context: { ...reported(readContext(null), report, now), fields: answers.fields },
    report,
    startKey: clientSessionId && `${clientSessionId} ${holder}`,
    language,
  }
}

// Only a form whose answers go further costs a read.
const formOf = async (database: Database, questions: Form['questions']): Promise<Form> => ({
  questions,
  customerFields: questions.some(({ customerField }) => customerField !== undefined)
    ? await listFields(database.sql)
    : [],
})
