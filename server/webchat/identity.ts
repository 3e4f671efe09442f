import { jwtVerify } from 'jose'
import { IdentityClaims } from '../contract/chat-settings.ts'
import { email, line } from '../contract/text.ts'
import type { Person } from '../customers/index.ts'
import type { Database } from '../db/transaction.ts'
import type { Sealer } from '../http/seal.ts'
import { problem } from '../problems.ts'
import { chatConfig } from '../settings/index.ts'

const HOUR = 3_600
// Clocks of two servers are never quite the same.
const LEEWAY = 60

/** What reading a site's signature takes. */
export interface IdentityOptions {
  database: Database
  sealer: Sealer
}

/**
 * The person a site's own server says its visitor is, under the name they typed where it says none. Throws
 * `identity_invalid` for everything that it did not sign within the last hour with the present secret.
 */
export async function readPerson(
  options: IdentityOptions,
  token: string,
  typedName: string,
): Promise<Person> {
  const claims = await readClaims(options, token)
  return {
    externalId: claims.sub,
    email: email.safeParse(claims.email).data ?? null,
    name: line(2, 100).safeParse(claims.name).data ?? typedName,
    phone: line(1, 20).safeParse(claims.phone).data ?? null,
    company: line(1, 200).safeParse(claims.company).data ?? null,
  }
}

async function readClaims(
  { database, sealer }: IdentityOptions,
  token: string,
): Promise<IdentityClaims> {
  const secret = opened((await chatConfig(database)).sealedSecret, sealer)
  const now = database.clock.now()
  if (secret === null) throw problem('identity_invalid')
  const { payload } = await jwtVerify(token, Buffer.from(secret), {
    algorithms: ['HS256'],
    currentDate: now,
    clockTolerance: LEEWAY,
  }).catch(() => {
    throw problem('identity_invalid')
  })
  const claims = IdentityClaims.safeParse(payload).data
  const seconds = now.getTime() / 1_000
  const isShort = claims && claims.exp - (claims.iat ?? seconds) <= HOUR + LEEWAY
  if (!isShort || claims.exp - seconds > HOUR + LEEWAY) throw problem('identity_invalid')
  return claims
}

// A secret that was sealed with another key than the server's present one is none any more.
function opened(sealed: string | null, sealer: Sealer): string | null {
  try {
    return sealed === null ? null : sealer.open(sealed)
  } catch {
    return null
  }
}
