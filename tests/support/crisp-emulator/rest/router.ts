import type { Crisp } from '../crisp.ts'
import type { Query } from '../lists.ts'
import type { Conversation, Website } from '../shapes.ts'
import { type Token, websitesOf } from '../tokens.ts'

/** What a route is asked. */
export interface Asked {
  crisp: Crisp
  token: Token
  params: Record<string, string>
  query: Query
  body: Record<string, unknown>
}

/** The same about a website, or about one of its conversations, that is there. */
export type AskedOfWebsite = Asked & { website: Website }
export type AskedOfConversation = AskedOfWebsite & { conversation: Conversation }

export interface Answer {
  status: number
  reason: string
  data?: unknown
}

export interface Route {
  /** Method and path, as the request log counts it. */
  name: string
  method: string
  path: string[]
  handle(asked: Asked): Answer
}

export const done = (reason: string, data: unknown = {}, status = 200): Answer => ({
  status,
  reason,
  data,
})

export const refused = (status: number, reason: string, message?: string): Answer => ({
  status,
  reason,
  data: message === undefined ? {} : { message },
})

/** A list that may have more after it: 206 while it has. */
export const listed = ({ items, hasMore }: { items: unknown[]; hasMore: boolean }): Answer =>
  done('listed', items, hasMore ? 206 : 200)

export function route(method: string, path: string, handle: (asked: Asked) => Answer): Route {
  return { name: `${method} ${path}`, method, path: path.split('/').filter(Boolean), handle }
}

/** A route of a website; whoever may not reach it is told that it has no subscription. */
export function ofWebsite(
  method: string,
  path: string,
  handle: (asked: AskedOfWebsite) => Answer,
): Route {
  return route(method, `/website/:website${path}`, (asked) => {
    const reachable = websitesOf(asked.token, asked.crisp.store)
    const website = reachable.find(({ website_id }) => website_id === asked.params.website)
    return website ? handle({ ...asked, website }) : refused(404, 'not_subscribed')
  })
}

/** A route of one conversation. */
export function ofConversation(
  method: string,
  path: string,
  handle: (asked: AskedOfConversation) => Answer,
): Route {
  return ofWebsite(method, `/conversation/:session${path}`, (asked) => {
    const conversation = asked.website.conversations.get(asked.params.session ?? '')
    return conversation ? handle({ ...asked, conversation }) : refused(404, 'session_not_found')
  })
}

/** The route of a request and what its path holds. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | undefined {
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent)
  for (const each of routes) {
    const isAnswered = each.method === method || (method === 'HEAD' && each.method === 'GET')
    const params = isAnswered ? paramsOf(each.path, parts) : undefined
    if (params) return { route: each, params }
  }
  return undefined
}

function paramsOf(pattern: string[], parts: string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? ''
    if (expected.startsWith(':')) params[expected.slice(1)] = part
    else if (expected !== part) return undefined
  }
  return params
}
