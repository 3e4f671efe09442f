import { createHmac } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { isSame } from '../http/same.ts'
import { problem } from '../problems.ts'
import type { TokenKeys } from './keys.ts'

/** Life of an access token in seconds. */
export const ACCESS_SECONDS = 3_600
/** Life of a sign-in that is not used, in days. */
export const REFRESH_DAYS = 30

/** A signed access token for one login session, valid from `now`. */
export function signAccessToken(
  keys: TokenKeys,
  claims: { userId: string; sessionId: string },
  now: Date,
): Promise<string> {
  const issued = Math.floor(now.getTime() / 1_000)
  return new SignJWT({ sid: claims.sessionId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(claims.userId)
    .setIssuer('frontdesk')
    .setIssuedAt(issued)
    .setExpirationTime(issued + ACCESS_SECONDS)
    .sign(keys.secret)
}

/** Reads an access token; throws `token_expired` or `unauthorized`. */
export async function readAccessToken(
  keys: TokenKeys,
  token: string,
  now: Date,
): Promise<{ userId: string; sessionId: string }> {
  try {
    const { payload } = await jwtVerify(token, keys.secret, {
      algorithms: ['HS256'],
      issuer: 'frontdesk',
      currentDate: now,
    })
    return { userId: String(payload.sub), sessionId: String(payload.sid) }
  } catch (error) {
    throw problem(error instanceof errors.JWTExpired ? 'token_expired' : 'unauthorized')
  }
}

const mac = (keys: TokenKeys, purpose: string, text: string) =>
  createHmac('sha256', keys.secret).update(`${purpose}\n${text}`).digest('base64url')

/** A refresh token: its session, its place in the rotation, and our mark on both. */
export function refreshToken(keys: TokenKeys, sessionId: string, generation: number): string {
  const body = `${sessionId}.${generation}`
  return `${body}.${mac(keys, 'refresh', body)}`
}

/** Reads a refresh token we made; undefined for any other text. */
export function readRefreshToken(
  keys: TokenKeys,
  token: string,
): { sessionId: string; generation: number } | undefined {
  const [sessionId = '', generation = '', mark = ''] = token.split('.')
  if (!isSame(mark, mac(keys, 'refresh', `${sessionId}.${generation}`))) return undefined
  return { sessionId, generation: Number(generation) }
}

/** The token that opens one chat session to the customer who started it. */
export const sessionToken = (keys: TokenKeys, conversationId: string): string =>
  `${conversationId}.${mac(keys, 'chat session', conversationId)}`

/** The session a chat token opens; undefined when it is not one of ours. */
export function readSessionToken(keys: TokenKeys, token: string): string | undefined {
  const [conversationId = '', mark = ''] = token.split('.')
  return isSame(mark, mac(keys, 'chat session', conversationId)) ? conversationId : undefined
}
