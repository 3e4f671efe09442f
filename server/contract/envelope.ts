import { z } from 'zod'

/** The success envelope of Part A and C: `{ success: true, data }`. */
export const answer = <T extends z.ZodType>(data: T) =>
  z.object({ success: z.literal(true), message: z.string().optional(), data })

/** A list that is given whole, with its `total` beside it. */
export const totalled = <T extends z.ZodType>(item: T) =>
  z.object({ success: z.literal(true), data: z.array(item), total: z.number().int() })

/** Where a page list stands. */
export const PageMeta = z.object({
  total: z.number().int(),
  page: z.number().int(),
  limit: z.number().int(),
  totalPages: z.number().int(),
})
export type PageMeta = z.infer<typeof PageMeta>

/** A piece of a cursor list; `meta.next` is null at the end. */
export const cursored = <T extends z.ZodType>(item: T) =>
  z.object({
    success: z.literal(true),
    data: z.array(item),
    total: z.number().int().optional(),
    meta: z.object({ next: z.string().nullable() }),
  })

/** A list that is asked for by page, or by `cursor` (empty for its beginning): `meta` says which it was. */
export const listed = <T extends z.ZodType>(item: T) =>
  z.object({
    success: z.literal(true),
    data: z.array(item),
    meta: z.union([PageMeta, z.object({ next: z.string().nullable() })]),
  })

// Integers out of range are brought into range; what is no integer is refused.
const clamped = (min: number, max: number, fallback: number) =>
  z
    .string()
    .regex(/^[+-]?\d+$/, { error: 'must be an integer' })
    .default(String(fallback))
    .transform((text) => Math.min(max, Math.max(min, Number(text))))
    .meta({ description: max > 1_000 ? `from ${min}` : `${min} to ${max}` })

/** `?limit=`, brought into 1…`max`. */
export const limitOf = (max: number, fallback: number) => clamped(1, max, fallback)

/** `?page=1&limit=10`. The page is bounded so that the offset stays a safe integer. */
export const PageQuery = z.object({ page: clamped(1, 1_000_000_000, 1), limit: limitOf(100, 10) })
export type PageQuery = z.infer<typeof PageQuery>

/** The error envelope, always. */
export const Problem = z.object({
  success: z.literal(false),
  statusCode: z.number().int(),
  code: z.string(),
  message: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** The thing as it is now, where the request was about an older version of it. */
  current: z.unknown().optional(),
  requestId: z.string(),
})
export type Problem = z.infer<typeof Problem>
