import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { FileLink } from '../contract/files.ts'
import type { TokenKeys } from '../identity/index.ts'
import { problem } from '../problems.ts'
import { addressName } from './names.ts'

const LIFE_MS = 3_600_000
// Links asked for within this time are the same one, so that a browser need not load the file again.
const STEP_MS = 900_000

/** Makes and checks addresses under which anybody can read one file for a while. */
export interface Links {
  /** Good for about an hour, or for `lifeMs`. */
  make(file: { id: string; name: string }, now: Date, lifeMs?: number): FileLink
  /** Throws `link_invalid` or `link_expired`. */
  check(id: string, asked: { expires: string; signature: string }, now: Date): void
}

/** Links signed with a key of their own, made from the server's secret. */
export function createLinks({ secret }: TokenKeys): Links {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'frontdesk file links', 32))
  const sign = (id: string, expires: string) =>
    createHmac('sha256', key).update(`${id}\n${expires}`).digest()
  return {
    make({ id, name }, now, lifeMs = LIFE_MS) {
      const until = Math.ceil((now.getTime() + lifeMs) / STEP_MS) * STEP_MS
      const expires = String(until / 1_000)
      const signature = sign(id, expires).toString('base64url')
      return {
        url: `/api/files/${id}/${addressName(name)}?expires=${expires}&signature=${signature}`,
        expiresAt: new Date(until).toISOString(),
      }
    },
    check(id, { expires, signature }, now) {
      const given = Buffer.from(signature, 'base64url')
      const right = sign(id, expires)
      if (given.length !== right.length || !timingSafeEqual(given, right))
        throw problem('link_invalid')
      if (Number(expires) * 1_000 <= now.getTime()) throw problem('link_expired')
    },
  }
}
