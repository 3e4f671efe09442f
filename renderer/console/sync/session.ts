import type { TokenPair } from '../../../server/contract/identity.ts'
import type { SecretStore } from '../host/secrets.ts'
import { ApiProblem } from './problem.ts'

export interface SessionHost {
  readonly secrets: SecretStore
  /** Asked again with the same key it answers the same pair. */
  readonly refresh: (refreshToken: string, key: string) => Promise<TokenPair>
  readonly newKey: () => string
  /** Runs `work` while no other tab runs any. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
  readonly now: () => number
  /** Whose an access token is. */
  readonly ownerOf: (accessToken: string) => string
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
 * everywhere; so it is read, spent and replaced by one tab at a time, and by one caller at a time in each tab. The key
 * under which it is spent is kept beside it first, so that it is spent once although the page or the answer is lost.
 */
export class Session {
  readonly #host: SessionHost
  #access: { token: string; until: number } | null = null
  #owner: string | null = null
  #refreshing: Promise<string> | null = null

  constructor(host: SessionHost) {
    this.#host = host
  }

  /** Takes over the tokens of a fresh sign-in. */
  adopt(pair: TokenPair) {
    this.#owner = this.#host.ownerOf(pair.accessToken)
    return this.#host.alone(() => this.#keep(pair))
  }

  /** An access token that is good for a while; refreshed when it is not. */
  async accessToken() {
    if (this.#access && this.#host.now() < this.#access.until) return this.#access.token
    this.#refreshing ??= this.#host
      .alone(() => this.#refresh())
      .finally(() => {
        this.#refreshing = null
      })
    return this.#refreshing
  }

  /** The server refused this access token; the next caller gets another. */
  refused(token: string) {
    if (this.#access?.token === token) this.#access = null
  }

  end() {
    return this.#host.alone(() => this.#forget())
  }

  async #keep(pair: TokenPair) {
    const until = this.#host.now() + pair.expiresIn * 1000 - SPARE_MS
    this.#access = { token: pair.accessToken, until }
    await this.#host.secrets.write(pair.refreshToken)
  }

  async #forget() {
    this.#access = null
    this.#owner = null
    await this.#host.secrets.clear()
  }

  #signedOut(): never {
    this.#access = null
    this.#owner = null
    this.#host.ended()
    throw new SignedOut()
  }

  async #refresh() {
    const kept = await this.#host.secrets.read()
    // What cannot be read now, as in a key store that is locked, may be there the next time.
    if (kept === null) return this.#signedOut()
    const [token = '', before] = kept.split(' ')
    const key = before ?? this.#host.newKey()
    if (before === undefined) await this.#host.secrets.write(`${token} ${key}`)
    try {
      const pair = await this.#host.refresh(token, key)
      await this.#keep(pair)
      this.#claim(pair.accessToken)
      return pair.accessToken
    } catch (error) {
      const isRefused =
        error instanceof ApiProblem && (error.status === 401 || error.status === 403)
      if (!isRefused) throw error
      return this.#over()
    }
  }

  /** Another window may have signed another account in: nothing of ours goes out under their name. */
  #claim(accessToken: string) {
    const owner = this.#host.ownerOf(accessToken)
    this.#owner ??= owner
    if (owner !== this.#owner) this.#signedOut()
  }

  async #over(): Promise<never> {
    await this.#forget()
    return this.#signedOut()
  }
}
