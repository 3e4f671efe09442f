import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import type { CrispProblem } from '../contract/crisp.ts'
import type { Problem } from '../contract/envelope.ts'
import type { Language } from '../contract/identity.ts'
import { faultOf, problem, ProblemError, problemText } from '../problems.ts'
import { fieldErrors } from '../words/fields.ts'
import type { ProblemCode } from '../problems.ts'

class InvalidInput extends Error {
  override name = 'InvalidInput'
  readonly issues: readonly z.core.$ZodIssue[]

  constructor(issues: readonly z.core.$ZodIssue[]) {
    super('invalid input')
    this.issues = issues
  }
}

/** Validates with zod and keeps the issues, which are put into words once the reader's language is known. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data) => {
    const read = schema.safeParse(data)
    return read.success ? { value: read.data } : { error: new InvalidInput(read.error.issues) }
  }

// What fastify itself refuses, in our codes.
const FASTIFY_CODES: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_request',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_request',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_request',
  FST_ERR_NOT_FOUND: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
}

/** What went wrong, as one of our problems; undefined for a fault of our own. */
function refusalOf(error: FastifyError, request: FastifyRequest): ProblemError | undefined {
  if (error instanceof ProblemError) return error
  if (error instanceof InvalidInput) {
    if (error.validationContext === 'params')
      return problem(request.routeOptions.config.unknown ?? 'not_found')
    return problem('validation_failed', { issues: error.issues })
  }
  const known = FASTIFY_CODES[error.code]
  if (known) return problem(known)
  return error.statusCode !== undefined && error.statusCode < 500
    ? problem('malformed_request')
    : undefined
}

// As nginx writes it down: nobody is there any more to read an answer.
const CLIENT_LEFT = 499

/** Answers every failure in the error envelope of its route; a fault of our own is logged and told without detail. */
export function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (request.signal.aborted && error === request.signal.reason)
    return reply.code(CLIENT_LEFT).send()
  const refusal = refusalOf(error, request)
  if (!refusal) request.log.error({ err: error }, 'request failed')
  return answerProblem(refusal ?? faultOf(error), request, reply)
}

// A problem as Part B tells it.
const crispProblem = (
  { code, status, detail }: ProblemError,
  language: Language,
): CrispProblem => ({ code: status, message: problemText(code, language, detail), error: code })

function problemBody({ code, status, detail }: ProblemError, request: FastifyRequest): Problem {
  const { issues, current } = detail
  return {
    success: false,
    statusCode: status,
    code,
    message: problemText(code, request.language, detail),
    ...(issues && { errors: fieldErrors(issues, request.language) }),
    ...(current !== undefined && { current }),
    requestId: request.id,
  }
}

/** Answers one problem in the error envelope of its route. */
export function answerProblem(
  refusal: ProblemError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { retryAfter } = refusal.detail
  const isCrisp = request.routeOptions.config.refusals === 'crisp'
  const body = isCrisp ? crispProblem(refusal, request.language) : problemBody(refusal, request)
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  return reply
    .code(refusal.status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(body)
}
