import type { TokenPair } from '../../../server/contract/identity.ts'
import type { SecretStore } from '../host/secrets.ts'
import { ApiProblem } from './problem.ts'

export interface SessionHost {
  readonly secrets: SecretStore
  readonly refresh: (refreshToken: string) => Promise<TokenPair>
  /** Runs `work` while no other tab runs any. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
  readonly now: () => number
  /** The server no longer knows us. */
  readonly ended: () => void
}

const SPARE_MS = 30_000

/** Nobody is signed in: there is no refresh token, or the server has refused it. */
export class SignedOut extends Error {
  override name = 'SignedOut'
}

/**
 * The tokens of the signed-in agent. A refresh token can be spent once, and spending it twice ends the session
 * everywhere; so it is read, spent and replaced by one tab at a time, and by one caller at a time in each tab.
 */
export function createSession(host: SessionHost) {
  let access: { token: string; until: number } | null = null
  let refreshing: Promise<string> | null = null

  async function adopt(pair: TokenPair) {
    access = { token: pair.accessToken, until: host.now() + pair.expiresIn * 1000 - SPARE_MS }
    await host.secrets.write(pair.refreshToken)
  }

  async function end() {
    access = null
    await host.secrets.clear()
  }

  async function refresh() {
    const spent = await host.secrets.read()
    if (spent === null) {
      access = null
      host.ended()
      throw new SignedOut()
    }
    try {
      const pair = await host.refresh(spent)
      await adopt(pair)
      return pair.accessToken
    } catch (error) {
      if (!(error instanceof ApiProblem) || (error.status !== 401 && error.status !== 403))
        throw error
      await end()
      host.ended()
      throw new SignedOut()
    }
  }

  return {
    /** Takes over the tokens of a fresh sign-in. */
    adopt: (pair: TokenPair) => host.alone(() => adopt(pair)),
    /** An access token that is good for a while; refreshed when it is not. */
    async accessToken() {
      if (access && host.now() < access.until) return access.token
      refreshing ??= host.alone(refresh).finally(() => {
        refreshing = null
      })
      return refreshing
    },
    /** The server refused this access token; the next caller gets another. */
    refused(token: string) {
      if (access?.token === token) access = null
    },
    end: () => host.alone(end),
  }
}

export type Session = ReturnType<typeof createSession>
