import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { setTimeout as passed } from 'node:timers/promises'
import type { Crisp } from '../crisp.ts'
import type { Fault, Faults } from '../faults.ts'
import { createFeed } from '../feed.ts'
import type { Quota } from '../quota.ts'
import type { RequestLog } from '../requests.ts'
import { findToken, type Token } from '../tokens.ts'
import type { Cache } from './cache.ts'
import { type Answer, findRoute, type Route, refused } from './router.ts'

/** Everything the REST side works with. */
export interface Rest {
  crisp: Crisp
  tokens: Set<Token>
  routes: Route[]
  faults: Faults
  quota: Quota
  requests: RequestLog
  cache: Cache
}

/** How long an answer waits for the echo of what it did to get ahead. */
const ECHO_LEAD_MS = 40

/** Answers Crisp's REST API under `/v1`. */
export function createRest(rest: Rest): RequestListener {
  return (request, response) => {
    void answerRequest(rest, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined)
    })
  }
}

async function answerRequest(rest: Rest, request: IncomingMessage, response: ServerResponse) {
  const method = request.method ?? 'GET'
  const url = new URL(request.url ?? '/', 'http://crisp')
  const found = url.pathname.startsWith('/v1/')
    ? findRoute(rest.routes, method, url.pathname.slice('/v1'.length))
    : undefined
  const route = found?.route.name ?? `${method} unknown`
  const body =
    method === 'POST' || method === 'PATCH' || method === 'PUT' ? await bodyOf(request) : {}
  const fault = rest.faults.take(route)
  const entry = { route, path: url.pathname + url.search, status: 0, at: rest.crisp.now() }
  rest.requests.add(entry)
  if (fault && isInstead(fault)) return fail(fault, request, response, entry)
  if (fault?.kind === 'slow') await passed(fault.ms)

  const answer = answerFor(rest, request, () =>
    found
      ? found.route.handle({
          crisp: crispFor(rest.crisp),
          token: tokenOf(rest, request)!,
          params: found.params,
          query: Object.fromEntries(url.searchParams),
          body,
        })
      : refused(404, 'route_not_found'),
  )
  if (fault?.kind === 'reset-after') return void request.socket.destroy()
  if (fault?.kind === 'hang-after') return
  if (rest.crisp.behaviour.echo === 'before-answer' && method !== 'GET') await passed(ECHO_LEAD_MS)
  entry.status = answer.status
  send(response, answer, { isHead: method === 'HEAD', isCut: fault?.kind === 'cut' })
}

interface Sent extends Answer {
  headers?: Record<string, string>
}

/** Checks who asks, what they have left, and what a cache may answer, before the route works. */
function answerFor(rest: Rest, request: IncomingMessage, handle: () => Answer): Sent {
  const token = tokenOf(rest, request)
  if (!token) return refused(401, 'invalid_session')
  const cached = rest.cache.read(request, token)
  if (cached) return { ...cached, headers: { 'bloom-status': 'HIT' } }
  const waitSeconds = rest.quota.spend(token.identifier, rest.crisp.now())
  if (waitSeconds !== undefined)
    return {
      ...refused(rest.quota.rule.status, 'quota_limit_exceeded'),
      headers: { 'retry-after': String(waitSeconds) },
    }
  const answer = handle()
  rest.cache.write(request, token, answer)
  return { ...answer, headers: { 'bloom-status': 'MISS' } }
}

/** Where echoes are off, what REST does is told to nobody. */
function crispFor(crisp: Crisp): Crisp {
  return crisp.behaviour.echo === 'never' ? { ...crisp, feed: createFeed() } : crisp
}

function tokenOf({ tokens }: Rest, { headers }: IncomingMessage): Token | undefined {
  const encoded = headers.authorization?.replace(/^Basic /, '') ?? ''
  const [identifier, key] = Buffer.from(encoded, 'base64').toString().split(':')
  return findToken(tokens, { identifier, key, tier: headers['x-crisp-tier'] })
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  try {
    return (await json(request)) as Record<string, unknown>
  } catch {
    return {}
  }
}

type Instead = Extract<Fault, { kind: 'answer' | 'page' | 'empty' | 'hang' | 'reset' }>

function isInstead(fault: Fault): fault is Instead {
  return ['answer', 'page', 'empty', 'hang', 'reset'].includes(fault.kind)
}

function fail(
  fault: Instead,
  request: IncomingMessage,
  response: ServerResponse,
  entry: { status: number },
): void {
  if (fault.kind === 'hang') return
  if (fault.kind === 'reset') return void request.socket.destroy()
  entry.status = fault.kind === 'empty' ? 200 : fault.status
  if (fault.kind === 'empty') return void response.writeHead(200).end()
  if (fault.kind === 'page') {
    const headers = { 'content-type': 'text/html' }
    return void response.writeHead(fault.status, headers).end('<h1>Bad gateway</h1>')
  }
  const answer: Sent = refused(fault.status, fault.reason ?? 'rate_limited')
  if (fault.retryAfter !== undefined) answer.headers = { 'retry-after': String(fault.retryAfter) }
  send(response, answer, { isHead: request.method === 'HEAD', isCut: false })
}

function send(
  response: ServerResponse,
  { status, reason, data, headers }: Sent,
  { isHead, isCut }: { isHead: boolean; isCut: boolean },
): void {
  const body = JSON.stringify({ error: status >= 400, reason, data })
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  })
  if (isHead) response.end()
  else if (!isCut) response.end(body)
  else response.write(body.slice(0, body.length / 2), () => response.destroy())
}
