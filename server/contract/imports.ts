import { z } from 'zod'
import { answer, totalled } from './envelope.ts'
import { id, line, time } from './text.ts'

/**
 * Where the values of a column go: `fields.…` are the workspace's own, `tags` are names between semicolons or commas that a
 * row adds. What has no place is left out.
 */
export const ImportTarget = z.union([
  z.enum(['email', 'name', 'phone', 'company', 'tags', 'externalId']),
  z.templateLiteral(['fields.', z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)]),
])
export type ImportTarget = z.infer<typeof ImportTarget>

/** By what a row is one of the customers there are. */
export const ImportKey = z.enum(['email', 'externalId'])
export type ImportKey = z.infer<typeof ImportKey>

export const ImportState = z.enum(['uploaded', 'checking', 'checked', 'running', 'done', 'failed'])
export type ImportState = z.infer<typeof ImportState>

export const COLUMNS_MAX = 200

const isOnce = (target: ImportTarget | null) => target !== null && target !== 'tags'

/**
 * `PUT /api/imports/:id`: a target for each column, in order, and the key, which one of them has to be. Several columns may
 * hold tags. Then it is checked.
 */
export const ImportMapping = z
  .strictObject({ targets: z.array(ImportTarget.nullable()).max(COLUMNS_MAX), key: ImportKey })
  .refine(({ targets, key }) => targets.includes(key), {
    path: ['key'],
    error: 'must be one of the columns',
  })
  .refine(({ targets }) => new Set(targets.filter(isOnce)).size === targets.filter(isOnce).length, {
    path: ['targets'],
    error: 'each place once',
  })
export type ImportMapping = z.infer<typeof ImportMapping>

/** A row that was not taken, and why, in the reader's language. `line` is where it begins in the file. */
export const ImportFailure = z.object({
  line: z.number().int(),
  cells: z.array(z.string()),
  message: z.string(),
})
export type ImportFailure = z.infer<typeof ImportFailure>

/**
 * A CSV file on its way in. While it is `checked`, the counts say what would happen; while it runs, what has. Every row is
 * counted once: `created + updated + unchanged + failed = rows` in the end.
 */
export const CustomerImport = z.object({
  id,
  name: z.string(),
  state: ImportState,
  delimiter: z.enum([',', ';', '\t', '|']),
  columns: z.array(z.string()),
  /** The first rows of the file. */
  sample: z.array(z.array(z.string())),
  mapping: ImportMapping.nullable(),
  /** How many rows have been gone through. */
  rows: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  failed: z.number().int(),
  /** Of those that would be taken: rows about somebody whom a row before them is about too; the later one changes the earlier. */
  repeated: z.number().int(),
  /** Tags that would be made, or have been. */
  newTags: z.array(z.string()),
  /** The first rows that were not, or would not be, taken. */
  failures: z.array(ImportFailure),
  madeBy: z.string(),
  createdAt: time,
  endedAt: time.nullable(),
})
export type CustomerImport = z.infer<typeof CustomerImport>

/** `POST /api/imports?name=`: the body is the file. */
export const ImportQuery = z.object({ name: line(1, 255) })

export const ImportAnswer = answer(CustomerImport)
export const ImportList = totalled(CustomerImport)
