import { serverUrl } from '../host/server-url.ts'
import { language } from '../../words/language.ts'
import { ApiProblem, unreachable } from './problem.ts'

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  /** A file as the body: it may take minutes. */
  readonly file?: File
  readonly token?: string
  readonly idempotencyKey?: string
  /** Says that nobody waits for the answer any more. */
  readonly signal?: AbortSignal
}

function headersOf({ body, file, token, idempotencyKey }: Request) {
  const headers = new Headers({ 'accept-language': language() })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (file) headers.set('content-type', 'text/csv')
  if (token) headers.set('authorization', `Bearer ${token}`)
  if (idempotencyKey) headers.set('idempotency-key', idempotencyKey)
  return headers
}

/** One HTTP exchange whose answer is a file; an `ApiProblem` otherwise. It may take as long as it comes. */
export async function exchangeFile(request: Request): Promise<Blob> {
  const response = await fetch(serverUrl() + request.path, { headers: headersOf(request) }).catch(
    () => {
      throw unreachable()
    },
  )
  if (response.ok) return response.blob()
  throw problemFrom(response.status, await response.json().catch(() => null))
}

/** One HTTP exchange: the parsed answer, or an `ApiProblem`. */
export async function exchange<T>(request: Request): Promise<T> {
  const { method = 'GET', path, body, file, signal } = request
  const patience = AbortSignal.timeout(file ? 600_000 : 20_000)
  const response = await fetch(serverUrl() + path, {
    method,
    headers: headersOf(request),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(file && { body: file }),
    signal: signal ? AbortSignal.any([patience, signal]) : patience,
  }).catch(() => {
    throw unreachable()
  })
  if (response.status === 204) return undefined as T
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok && answer !== null) return answer as T
  throw problemFrom(response.status, answer)
}

function problemFrom(status: number, answer: unknown) {
  if (typeof answer === 'object' && answer !== null && 'code' in answer && 'message' in answer)
    return new ApiProblem(status, answer as ConstructorParameters<typeof ApiProblem>[1])
  // A proxy in between answers for a server that is away.
  if (status >= 502 && status <= 504) return unreachable()
  return new ApiProblem(status, { code: 'unexpected_answer', message: `HTTP ${status}` })
}
