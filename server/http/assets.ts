import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { problem } from '../problems.ts'
import { readSettings } from '../settings/index.ts'
import { answerProblem } from './errors.ts'
import { policyText } from './security.ts'
import type { Http } from './types.ts'

const YEAR_SECONDS = 31_536_000
const isPage = (url: string) =>
  !/^\/(api|crisp|crisp-db|socket\.io|metrics|livez|readyz|assets|webchat-assets)(\/|$)/.test(url)

/**
 * Serves the built clients: the console at `/`, the web chat at `/chat`, its loader at `/widget.js`.
 * A page address nobody answers gets the console, which routes it; anything else is 404.
 */
export async function serveClients(app: Http, dist: string): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'public', isServedDraining: true }
    })
    // Also what is not there yet: clients may be built, or built anew, while the server runs.
    for (const [root, prefix] of [
      [join(dist, 'console', 'assets'), '/assets/'],
      [join(dist, 'webchat', 'webchat-assets'), '/webchat-assets/'],
    ] as const) {
      await scope.register(fastifyStatic, {
        root,
        prefix,
        maxAge: YEAR_SECONDS * 1_000,
        immutable: true,
        preCompressed: true,
        decorateReply: false,
        setHeaders(reply) {
          void reply.header('cross-origin-resource-policy', 'cross-origin')
        },
      })
    }
    await scope.register(fastifyStatic, { root: dist, serve: false, preCompressed: true })
    scope.get('/chat', {
      schema: { hide: true },
      handler: (request, reply) => chatPage(request, reply),
    })
    scope.get('/widget.js', {
      schema: { hide: true },
      handler: (_request, reply) =>
        reply
          .header('cross-origin-resource-policy', 'cross-origin')
          .header('cache-control', 'public, max-age=300')
          .sendFile('webchat/widget.js', { cacheControl: false }),
    })
    scope.setNotFoundHandler((request, reply) => consoleOrNothing(request, reply, dist))
  })
}

async function chatPage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { chatOrigins } = await readSettings(request.db.sql)
  return reply
    .header(
      'content-security-policy',
      policyText({ 'frame-ancestors': ["'self'", ...chatOrigins] }),
    )
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('cache-control', 'no-cache')
    .sendFile('webchat/chat.html', { cacheControl: false })
}

function consoleOrNothing(
  request: FastifyRequest,
  reply: FastifyReply,
  dist: string,
): FastifyReply {
  const wantsPage =
    ['GET', 'HEAD'].includes(request.method) && isPage(request.url.split('?')[0] ?? '')
  if (!wantsPage || !existsSync(join(dist, 'console', 'index.html')))
    return answerProblem(problem('not_found'), request, reply)
  return reply
    .header('cache-control', 'no-cache')
    .sendFile('console/index.html', { cacheControl: false })
}
