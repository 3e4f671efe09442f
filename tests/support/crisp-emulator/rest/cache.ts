import type { IncomingMessage } from 'node:http'
import type { Crisp } from '../crisp.ts'
import type { Token } from '../tokens.ts'
import type { Answer } from './router.ts'

/** The cache in front of the REST API: what it answers may be stale, and costs no quota. */
export interface Cache {
  /** How long an answer is kept; 0 keeps none. */
  keepMs: number
  read(request: IncomingMessage, token: Token): Answer | undefined
  write(request: IncomingMessage, token: Token, answer: Answer): void
}

export function createCache(crisp: Pick<Crisp, 'now'>, keepMs: number): Cache {
  const kept = new Map<string, { answer: Answer; until: number }>()
  const keyOf = ({ method, url }: IncomingMessage, { identifier }: Token) =>
    method === 'GET' || method === 'HEAD' ? `${identifier} ${method} ${url}` : undefined
  const cache: Cache = {
    keepMs,
    read(request, token) {
      const found = kept.get(keyOf(request, token) ?? '')
      return found && found.until > crisp.now() ? found.answer : undefined
    },
    write(request, token, answer) {
      const key = keyOf(request, token)
      if (!key || cache.keepMs === 0 || answer.status >= 400) return
      kept.set(key, { answer: structuredClone(answer), until: crisp.now() + cache.keepMs })
    },
  }
  return cache
}
