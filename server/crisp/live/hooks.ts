import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { CrispHook } from '../../contract/crisp.ts'
import { isSame } from '../../http/same.ts'
import type { Http } from '../../http/types.ts'
import { problem } from '../../problems.ts'
import type { CrispChannel } from '../channel.ts'

const FRESH_MS = 5 * 60_000

interface Delivery {
  raw: string
  timestamp: string
  signature: string
  key: string
}

/**
 * Whether a delivery comes from Crisp: hooks of a plugin are signed, over the very bytes that came, and not older than
 * five minutes; those of a website are not, and carry a key in their address.
 */
function isGenuine(
  { raw, timestamp, signature, key }: Delivery,
  { credentials }: Pick<CrispChannel, 'credentials'>,
  now: Date,
): boolean {
  if (!credentials) throw problem('crisp_not_configured')
  const { hookSecret, hookKey } = credentials
  if (signature === '') return hookKey !== undefined && isSame(key, hookKey)
  if (hookSecret === undefined) return false
  const right = createHmac('sha256', hookSecret).update(`[${timestamp};${raw}]`).digest('hex')
  const isFresh = Math.abs(now.getTime() - millisecondsOf(timestamp)) <= FRESH_MS
  return isSame(signature, right) && isFresh
}

// Seconds or milliseconds: both are written for this header.
function millisecondsOf(timestamp: string): number {
  const number = Number(timestamp)
  return number < 100_000_000_000 ? number * 1_000 : number
}

// The signature is over the bytes, which no parsed body has any more.
const bytes = new WeakMap<FastifyRequest, string>()

/** `POST /crisp/hooks`: what Crisp tells where the live connection is not used, or besides it. */
export function crispHookRoutes(app: Http, channel: CrispChannel): void {
  void app.register(async (scope) => {
    const parse = scope.getDefaultJsonParser('ignore', 'ignore')
    scope.removeContentTypeParser('application/json')
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string' },
      (request: FastifyRequest, text, done) => {
        bytes.set(request, String(text))
        void parse(request, String(text), done)
      },
    )
    const http = scope as unknown as Http
    http.post('/crisp/hooks', {
      config: { access: 'public', refuses: ['crisp_hook_invalid', 'crisp_not_configured'] },
      schema: {
        summary: 'Takes what Crisp tells by web hooks',
        tags: ['crisp'],
        querystring: z.object({ key: z.string().max(200).optional() }),
        body: CrispHook,
        response: { 200: z.object({ success: z.literal(true) }) },
      },
      async handler(request) {
        if (!isGenuine(deliveryOf(request, request.query.key), channel, request.db.clock.now()))
          throw problem('crisp_hook_invalid')
        await channel.intake.take('hook', request.body.event, request.body.data)
        return { success: true as const }
      },
    })
  })
}

function deliveryOf(request: FastifyRequest, key = ''): Delivery {
  const header = (name: string) => String(request.headers[name] ?? '')
  return {
    raw: bytes.get(request) ?? '',
    timestamp: header('x-crisp-request-timestamp'),
    signature: header('x-crisp-signature'),
    key,
  }
}
