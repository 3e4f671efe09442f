import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Database } from '../db/transaction.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { problem } from '../problems.ts'
import { languageOf } from '../words/language.ts'
import { type Authenticate, guardRoutes } from './access.ts'
import { limitArrival } from './arrival.ts'
import { answerClientError } from './client-errors.ts'
import { answerError, validatorCompiler } from './errors.ts'
import { honourIdempotencyKeys } from './idempotency.ts'
import type { Limits } from './limits.ts'
import { describeApi } from './openapi.ts'
import type { OriginRule } from './origins.ts'
import { trusting } from './proxies.ts'
import type { Sealer } from './seal.ts'
import { secure } from './security.ts'
import type { Http } from './types.ts'

const BODY_LIMIT = 1_048_576
// How long a request's headers may take to arrive; the rest of it has its own limits.
const HEADERS_MS = 30_000

export interface HttpOptions {
  database: Database
  log: Logger
  metrics: Metrics
  limits: Limits
  authenticate: Authenticate
  sealer: Sealer
  allows: OriginRule
  version: string
  /** How many proxies of ours a request comes by. */
  proxies: number
  https: boolean
  isDraining: () => boolean
}

/** The HTTP edge: authentication, validation, limits, headers and errors, the same for every route. */
export async function createHttp(options: HttpOptions): Promise<Http> {
  const log: FastifyBaseLogger = options.log
  const app: Http = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    http: { headersTimeout: HEADERS_MS },
    requestTimeout: 0,
    clientErrorHandler: answerClientError,
    trustProxy: trusting(options.proxies),
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 400, ignoreTrailingSlash: true },
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>()
  readJson(app)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerError)
  app.decorateRequest('principal', null)
  app.decorateRequest('language', 'en')
  app.decorateRequest('db')
  limitArrival(app)
  await secure(app, options)
  greetRequests(app, options)
  guardRoutes(app, options.authenticate, options.limits)
  limitRequests(app, options.limits)
  honourIdempotencyKeys(app, options.database, options.sealer)
  await describeApi(app, options.version)
  return app
}

function greetRequests(app: Http, { database, metrics, isDraining }: HttpOptions): void {
  app.addHook('onRequest', async (request, reply) => {
    request.db = database
    request.language = languageOf(request.headers['accept-language'])
    reply.header('x-request-id', request.id)
    if (isDraining() && !request.is404 && !request.routeOptions.config.isServedDraining)
      throw problem('draining', { retryAfter: 2 })
  })
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
    }
    metrics.requestSeconds.observe(labels, reply.elapsedTime / 1_000)
    request.log.debug({ ...labels, ms: reply.elapsedTime }, 'request')
  })
}

function limitRequests(app: Http, limits: Limits): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api')) return
    const { limit, remaining, resetSeconds } = await limits.requests.take(
      request.principal?.user.id ?? request.ip,
    )
    if (limit === 0) return
    reply.headers({
      'ratelimit-limit': limit,
      'ratelimit-remaining': remaining,
      'ratelimit-reset': resetSeconds,
    })
  })
}

// Some clients send the type of a body they do not have, such as with DELETE; what needs one says so by its schema.
function readJson(app: Http): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  // Fastify reads plain text as well.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') done(null)
    else void parse(request, String(text), done)
  })
}
