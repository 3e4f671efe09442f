import type { ProblemCode } from '../words/problems.ts'
import { problemAnswers } from './operations.ts'

/** What of an operation this file reads or changes. */
interface Operation {
  'x-refuses'?: ProblemCode[]
  /** The schema of their bodies. */
  'x-refusals'?: string
  parameters?: Array<Parameter | { $ref: string }>
  responses?: Record<string, { description?: string }>
}

interface Parameter {
  name: string
  schema: { type?: string; pattern?: string; default?: unknown }
}

/** An OpenAPI document as it comes from the routes. */
export interface ApiDocument {
  paths?: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, object> } & Record<string, object | undefined>
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Chosen by the client. The same request with the same key within 24 hours is done once and answered alike.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
}

const MEANINGS: Record<string, string> = {
  '200': 'Done.',
  '201': 'Created.',
  '204': 'Done; there is nothing to say.',
  '503': 'Not now.',
}

// Integers in an address are texts to the program, and are described by their pattern.
const INTEGER = /^\^(?:\[\+-\]\?)?\\d(?:\+|\{[\d,]+\})\$$/

function asInteger(parameter: Parameter | { $ref: string }): Parameter | { $ref: string } {
  if (!('schema' in parameter) || !INTEGER.test(parameter.schema.pattern ?? '')) return parameter
  const { pattern: _, default: usual, ...schema } = parameter.schema
  const fallback = usual === undefined ? {} : { default: Number(usual) }
  return { ...parameter, schema: { ...schema, type: 'integer', ...fallback } }
}

// What says nothing new (a UUID's pattern, the largest safe integer), and what forbids us to add a field to an answer.
function tidied(part: unknown, isAnswer: boolean): unknown {
  if (Array.isArray(part)) return part.map((item) => tidied(item, isAnswer))
  if (typeof part !== 'object' || part === null) return part
  const said = Object.entries(part).filter(([key, value]) => {
    if (key === 'pattern') return !('format' in part && part.format === 'uuid')
    if (key === 'additionalProperties') return !(isAnswer && value === false)
    return Math.abs(Number(value)) !== Number.MAX_SAFE_INTEGER
  })
  return Object.fromEntries(
    said.map(([key, value]) => [key, tidied(value, isAnswer || key === 'responses')]),
  )
}

function completeOperation(operation: Operation, method: string): Operation {
  const {
    'x-refuses': refuses = [],
    'x-refusals': body = 'Problem',
    parameters = [],
    responses = {},
    ...rest
  } = operation
  const all = parameters.map(asInteger)
  if (method === 'post') all.push({ $ref: '#/components/parameters/IdempotencyKey' })
  const told = Object.entries(responses).map(([status, response]) => [
    status,
    { ...response, description: MEANINGS[status] ?? response.description },
  ])
  return {
    ...rest,
    ...(all.length > 0 && { parameters: all }),
    responses: { ...Object.fromEntries(told), ...problemAnswers(refuses, body) },
  }
}

/** The names of the schemas that a part of the document refers to, directly or through others. */
function schemasIn(
  part: unknown,
  schemas: Record<string, object>,
  found: Set<string>,
): Set<string> {
  for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
    if (found.has(name)) continue
    found.add(name)
    schemasIn(schemas[name] ?? {}, schemas, found)
  }
  return found
}

/** Completes a document: what is refused, integers as integers, keys for repeated requests, no unused schemas. */
export function completeDocument<T extends ApiDocument>(document: T): T {
  const paths = Object.fromEntries(
    Object.entries(document.paths ?? {}).map(([url, operations]) => [
      url,
      Object.fromEntries(
        Object.entries(operations).map(([method, operation]) => [
          method,
          completeOperation(operation, method),
        ]),
      ),
    ]),
  )
  const { schemas = {}, ...components } = document.components ?? {}
  const used = [...schemasIn(paths, schemas, new Set())].toSorted()
  return {
    ...document,
    paths: tidied(paths, false),
    components: {
      ...components,
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY },
      schemas: Object.fromEntries(used.map((name) => [name, tidied(schemas[name], true)])),
    },
  }
}
