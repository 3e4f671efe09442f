import type { Problem } from '../../../server/contract/envelope.ts'

/** The server refused, or could not be reached (`status` 0, code `unreachable`). */
export class ApiProblem extends Error {
  override name = 'ApiProblem'
  readonly status: number
  readonly code: string
  readonly fields: readonly { path: string; message: string }[]
  /** The whole answer, for what a particular code says besides. */
  readonly body: unknown

  constructor(status: number, problem: Pick<Problem, 'code' | 'message' | 'errors'>) {
    super(problem.message)
    this.status = status
    this.code = problem.code
    this.fields = problem.errors ?? []
    this.body = problem
  }
}

export const unreachable = () =>
  new ApiProblem(0, { code: 'unreachable', message: 'The server cannot be reached' })

export const isUnreachable = (error: unknown) => error instanceof ApiProblem && error.status === 0

/** Whether the server is away, or fails at what it is asked: that says nothing of who asks. */
export const isDown = (error: unknown) =>
  isUnreachable(error) || (error instanceof ApiProblem && error.status >= 500)

/** The thing as it is now, where a change to an older version of it was refused with this code. */
export function currentOf<T>(error: unknown, code: string): T | null {
  if (!(error instanceof ApiProblem) || error.code !== code) return null
  return ((error.body as Problem).current as T | undefined) ?? null
}
