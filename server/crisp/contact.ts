import { email as Email } from '../contract/text.ts'
import type { Contact } from '../customers/index.ts'
import type { SessionRow } from './queries.ts'
import { storable } from './texts.ts'

const NAME_MAX = 100
const PHONE_MAX = 20

const oneLine = (text: string) =>
  storable(text)
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()

/** An address as we keep it, or null for what is none. */
export const emailOf = (text: string | null): string | null => {
  const read = Email.safeParse(text ?? '')
  return read.success ? read.data : null
}

/** The name a visitor goes by: what they gave, else their address, else a word with the end of the session's id. */
export function visitorName({
  nickname,
  email,
  sessionId,
}: Pick<SessionRow, 'nickname' | 'email' | 'sessionId'>): string {
  const name = oneLine(nickname ?? '').slice(0, NAME_MAX)
  if (name.length >= 2) return name
  return emailOf(email)?.slice(0, NAME_MAX) ?? `Visitor ${sessionId.slice(-6)}`
}

/** Whose a conversation of Crisp is, as far as Crisp knows. */
export const contactOf = (
  session: Pick<SessionRow, 'nickname' | 'email' | 'phone' | 'peopleId' | 'sessionId'>,
  { isEmailVerified, formerName }: Pick<Contact, 'isEmailVerified' | 'formerName'>,
): Contact => {
  const phone = oneLine(session.phone ?? '')
  return {
    identity: session.peopleId === null ? null : { kind: 'crisp', value: session.peopleId },
    email: emailOf(session.email),
    isEmailVerified,
    formerName,
    name: visitorName(session),
    phone: phone !== '' && phone.length <= PHONE_MAX ? phone : null,
  }
}
