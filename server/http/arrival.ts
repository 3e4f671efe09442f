import type { FastifyRequest } from 'fastify'
import { answerClientError } from './client-errors.ts'
import type { Http } from './types.ts'

const PATIENCE = {
  /** How long a request may take to arrive. */
  requestMs: 30_000,
  /** The same for one whose body is a file, as long as no pause is longer than `pauseMs`. */
  streamMs: 900_000,
  pauseMs: 30_000,
  /** How long a body that was refused may still come: who sends it reads the refusal only then. */
  refusedMs: 5_000,
}

const hasBody = ({ headers }: FastifyRequest) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** Gives every request a time to arrive in. Node's own limit knows one time for all, files and texts. */
export function limitArrival(app: Http, patience = PATIENCE): void {
  // How to stop waiting for what is still to come of a request.
  const awaited = new WeakMap<FastifyRequest['raw'], () => void>()
  app.addHook('onRequest', async (request) => {
    if (!hasBody(request)) return
    const { raw } = request
    const giveUp = () => hangUp(request)
    const { isStreamed = false } = request.routeOptions.config
    if (isStreamed) raw.setTimeout(patience.pauseMs, giveUp)
    const timer = setTimeout(giveUp, isStreamed ? patience.streamMs : patience.requestMs).unref()
    const arrived = () => {
      clearTimeout(timer)
      if (isStreamed) raw.removeListener('timeout', giveUp).socket?.setTimeout(0)
    }
    awaited.set(raw, arrived)
    raw.once('end', arrived).once('close', arrived)
  })
  app.addHook('onResponse', async ({ raw }) => {
    if (raw.complete || raw.destroyed) return
    // What nobody reads any more neither ends nor closes.
    awaited.get(raw)?.()
    const timer = setTimeout(() => raw.socket.destroy(), patience.refusedMs).unref()
    raw.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer))
  })
}

function hangUp({ raw }: FastifyRequest): void {
  const error = Object.assign(new Error('too slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
  answerClientError(error, raw.socket)
}
