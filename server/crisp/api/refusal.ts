import { z } from 'zod'

const Rejection = z.looseObject({
  code: z.number(),
  message: z.string(),
  data: z
    .looseObject({ namespace: z.string().nullish().catch(null), message: z.unknown().optional() })
    .nullish()
    .catch(null),
})

/** What can be done about a request that failed. */
type Remedy =
  /** The outcome is unknown, or Crisp is in trouble: try again later. */
  | 'again'
  /** Too many requests: everybody waits. */
  | 'slower'
  /** The day's requests are spent. */
  | 'spent'
  /** The credentials are not taken. */
  | 'refused'
  /** It is not there. */
  | 'missing'
  /** It never will be done. */
  | 'never'

/** A request to Crisp that did not succeed. */
export class CrispRefusal extends Error {
  override name = 'CrispRefusal'
  readonly code: number
  readonly reason: string
  readonly remedy: Remedy
  /** Crisp may have done it all the same. */
  readonly isUncertain: boolean

  constructor(code: number, reason: string, isUncertain = false) {
    super(`Crisp refused: ${reason} (${code})`)
    this.code = code
    this.reason = reason
    this.isUncertain = isUncertain
    this.remedy = remedyOf(code)
  }
}

function remedyOf(code: number): Remedy {
  if (code >= 500) return 'again'
  if (code === 420 || code === 422 || code === 429) return 'slower'
  if (code === 423) return 'spent'
  if (code === 401) return 'refused'
  return code === 404 ? 'missing' : 'never'
}

/** What the SDK rejects with is a plain object; a network failure says 500 there, but not as an answer. */
export function refusalOf(error: unknown): unknown {
  if (error instanceof Error) return error
  const read = Rejection.safeParse(error)
  if (!read.success) return new Error(`the Crisp client failed: ${JSON.stringify(error)}`)
  const { code, message, data } = read.data
  const isUnanswered = data?.namespace === 'request'
  return new CrispRefusal(code, isUnanswered ? 'no_answer' : message, isUnanswered || code >= 500)
}
