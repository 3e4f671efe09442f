import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import type { FastifyRequest } from 'fastify'
import type { OriginRule } from './origins.ts'
import type { Http } from './types.ts'

/** No inline script or style, nothing from elsewhere, nobody may frame us; routes that need less say so themselves. */
const CONTENT_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'frame-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
}

/** One policy as a header's text, with some directives replaced. */
export const policyText = (changes: Record<string, string[]> = {}): string =>
  Object.entries({ ...CONTENT_POLICY, ...changes })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ')

const OPEN = /^\/api\/chat\/(widget|proactive)([/?]|$)/

/** Security headers and CORS. `secure` says that people reach us by https. */
export async function secure(
  app: Http,
  { allows, https }: { allows: OriginRule; https: boolean },
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_POLICY },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
    xFrameOptions: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  })
  await app.register(cors, {
    delegator: (request: FastifyRequest, callback) => {
      // What any site may show of us needs no permission, and holds nothing of anybody.
      if (OPEN.test(request.url)) {
        callback(null, { origin: '*', methods: ['GET', 'POST'] })
        return
      }
      const origin = request.headers.origin
      const allowed = origin !== undefined && allows(origin, request.headers.host)
      callback(null, {
        origin: allowed ? origin : false,
        methods: ['GET', 'POST', 'PUT', 'DELETE'],
        exposedHeaders: [
          'retry-after',
          'x-request-id',
          'ratelimit-limit',
          'ratelimit-remaining',
          'ratelimit-reset',
        ],
        maxAge: 600,
      })
    },
  })
}
