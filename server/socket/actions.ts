import type { z } from 'zod'
import type { Refusal } from '../contract/webchat.ts'
import type { Limits } from '../http/limits.ts'
import type { Logger } from '../log.ts'
import { faultOf, problem, ProblemError, problemText } from '../problems.ts'
import { fieldErrors } from '../words/fields.ts'
import { toSocket } from './emit.ts'
import type { AppSocket } from './server.ts'

/**
 * Who may send an event: anyone; the participant of the session it names (its customer, or any agent); agents only.
 */
export type SocketAccess = 'anyone' | 'participant' | 'agent'

/** One event a client may send. `run` answers what the acknowledgement carries beside `success`. */
export interface SocketAction {
  access: SocketAccess
  payload: z.ZodType
  run: (socket: AppSocket, payload: never) => Promise<object | void>
}

/** Declares an action; its payload has the type of its schema. */
export const action = <P extends z.ZodType>(
  access: SocketAccess,
  payload: P,
  run: (socket: AppSocket, payload: z.output<P>) => Promise<object | void>,
): SocketAction => ({ access, payload, run })

export type SocketActions = Record<string, SocketAction>

export interface SocketEdge {
  limits: Limits
  log: Logger
}

const isAgent = (socket: AppSocket) => {
  const role = socket.data.principal?.user.role
  return role !== undefined && role !== 'customer'
}

function refuseUnlessAllowed(socket: AppSocket, access: SocketAccess, payload: unknown): void {
  if (access === 'anyone' || isAgent(socket)) return
  const sessionId = (payload as { sessionId?: unknown }).sessionId
  const isTheirs = typeof sessionId === 'string' && socket.data.sessions.has(sessionId)
  if (access !== 'participant' || !isTheirs) throw problem('not_allowed')
}

async function perform(
  socket: AppSocket,
  { access, payload, run }: SocketAction,
  raw: unknown,
  limits: Limits,
) {
  await limits.socketEvents.take(socket.id)
  const read = payload.safeParse(raw ?? {})
  // A stranger learns nothing from the shape of what is not theirs to send.
  if (!read.success) {
    refuseUnlessAllowed(socket, access, raw ?? {})
    throw problem('validation_failed', { issues: read.error.issues })
  }
  refuseUnlessAllowed(socket, access, read.data)
  return run(socket, read.data as never)
}

function refusalOf(error: unknown, socket: AppSocket, edge: SocketEdge): Refusal {
  if (!(error instanceof ProblemError)) edge.log.error({ err: error }, 'socket event failed')
  const refusal = error instanceof ProblemError ? error : faultOf(error)
  const { issues } = refusal.detail
  return {
    success: false,
    error: problemText(refusal.code, socket.data.language, refusal.detail),
    code: refusal.code,
    ...(issues && { errors: fieldErrors(issues, socket.data.language) }),
    ...(refusal.detail.retryAfter !== undefined && { retryAfter: refusal.detail.retryAfter }),
  }
}

/** Listens to every action on a socket: limit, validate, authorise, run, acknowledge. A refusal is also an `error` event. */
export function serveActions(
  socket: AppSocket,
  actions: ReadonlyMap<string, SocketAction>,
  edge: SocketEdge,
): void {
  // One listener for them all: most sockets are idle, and each would keep a dozen.
  socket.onAny((event: string, ...args: unknown[]) => {
    const named = actions.get(event)
    if (!named) return
    const last = args.at(-1)
    const acknowledge = typeof last === 'function' ? (last as (answer: object) => void) : undefined
    const raw = typeof args[0] === 'function' ? undefined : args[0]
    perform(socket, named, raw, edge.limits).then(
      (answer) => acknowledge?.({ success: true, ...answer }),
      (error: unknown) => {
        const refusal = refusalOf(error, socket, edge)
        acknowledge?.(refusal)
        toSocket(socket, 'error', { message: refusal.error, code: refusal.code })
      },
    )
  })
}
