import type { RouteOptions } from 'fastify'
import { PROBLEMS, type ProblemCode } from '../words/problems.ts'
import type { Access } from './types.ts'

/** What of a route tells how it may answer. */
export type Described = Pick<RouteOptions, 'config' | 'method' | 'url'> & {
  schema?: { body?: unknown; querystring?: unknown } | undefined
}

const WHO: Record<Access, string> = {
  public: 'Open to everyone.',
  customer: 'For everybody who is signed in.',
  agent: 'For agents and up.',
  supervisor: 'For supervisors and up.',
  admin: 'For admins.',
}

/** Who may call a route, in words; nobody where it does not say so. */
export const whoMayCall = (access: Access | undefined): string =>
  access === undefined ? 'Closed.' : WHO[access]

/** The problems a route can answer with, those it declares and those that come with what it is. */
export function refusalsOf({ config, method, url, schema }: Described): ProblemCode[] {
  const { access, unknown, refuses = [] } = config ?? {}
  const codes: ProblemCode[] = [...refuses]
  if (schema?.body !== undefined) codes.push('malformed_request')
  if (schema?.body !== undefined || schema?.querystring !== undefined)
    codes.push('validation_failed')
  if (access !== 'public') codes.push('unauthorized', 'token_expired')
  if (access !== 'public' && access !== 'customer') codes.push('forbidden')
  if (unknown !== undefined) codes.push(unknown)
  if (method === 'POST') codes.push('request_in_progress', 'idempotency_key_reused')
  // Elsewhere only who is refused is counted.
  if (url.startsWith('/api/') || access !== 'public') codes.push('rate_limited')
  return [...new Set(codes)]
}

/** The answers of these problems by status, each telling its codes, in bodies of the schema with this name. */
export function problemAnswers(
  codes: readonly ProblemCode[],
  body: string,
): Record<string, object> {
  const schema = { $ref: `#/components/schemas/${body}` }
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code][0])
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      String(status),
      {
        description: same.map((code) => `\`${code}\`: ${PROBLEMS[code][1]}`).join('\n\n'),
        content: { 'application/json': { schema } },
        ...(status === 429 && { headers: { 'Retry-After': RETRY_AFTER } }),
      },
    ]),
  )
}

const RETRY_AFTER = { description: 'Seconds to wait.', schema: { type: 'integer' } }

/** A name for an operation, made of its method and address: `getTicketsByIdComments`. */
export function operationName(method: string, url: string): string {
  const words = url
    .replace(/^\/api\//, '/')
    .replaceAll(/[:{](\w+)\}?/g, 'by-$1')
    .split(/[/-]/)
    .filter(Boolean)
  const capitals = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return method.toLowerCase() + capitals.join('')
}
