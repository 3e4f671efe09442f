import type { z } from 'zod'
import type { Language } from './contract/identity.ts'
import { isUnavailable, TookTooLong } from './db/unavailable.ts'
import { PROBLEMS, type ProblemCode, type Wording, WORDINGS } from './words/problems.ts'

export type { ProblemCode } from './words/problems.ts'

/** What a problem may carry: values for its text, bad fields, seconds to wait, what is there now, other words than its code's. */
export interface ProblemDetail {
  values?: Record<string, string | number>
  issues?: readonly z.core.$ZodIssue[]
  retryAfter?: number
  /** The thing as it is now, where the request was about an older version of it. */
  current?: unknown
  wording?: Wording
  /** Refused, and yet what was done before the refusal must be kept. */
  isCommitted?: boolean
}

/** An expected refusal. Thrown anywhere, answered once at each edge. */
export class ProblemError extends Error {
  override name = 'ProblemError'
  readonly code: ProblemCode
  readonly detail: ProblemDetail

  constructor(code: ProblemCode, detail: ProblemDetail = {}) {
    super(code)
    this.code = code
    this.detail = detail
  }

  get status(): number {
    return PROBLEMS[this.code][0]
  }
}

/** Makes a problem to throw. */
export const problem = (code: ProblemCode, detail?: ProblemDetail) => new ProblemError(code, detail)

/** What a failure that is no refusal answers: the database is away for now, or a fault of our own. */
export function faultOf(error: unknown): ProblemError {
  if (error instanceof TookTooLong) return problem('took_too_long')
  return problem(isUnavailable(error) ? 'unavailable' : 'internal_error')
}

const textsOf = (code: ProblemCode) => {
  const [, en, vi] = PROBLEMS[code]
  return [en, vi] as const
}

/** What a problem says in a language. */
export function problemText(
  code: ProblemCode,
  language: Language,
  { values = {}, wording }: Pick<ProblemDetail, 'values' | 'wording'> = {},
): string {
  const [en, vi] = wording ? WORDINGS[wording] : textsOf(code)
  return (language === 'vi' ? vi : en).replace(/\{(\w+)\}/g, (_, name: string) =>
    String(values[name] ?? ''),
  )
}
