import type { PageMeta } from '../contract/envelope.ts'

/** The success envelope. */
export const ok = <T>(data: T) => ({ success: true as const, data })

/** A whole list with its total. */
export const okAll = <T>(data: T[], total = data.length) => ({
  success: true as const,
  data,
  total,
})

/** A page of a list. */
export const okPage = <T>(data: T[], meta: PageMeta) => ({ success: true as const, data, meta })

/** A piece of a cursor list; `next` is null at the end. */
export const okCursor = <T>(data: T[], next: string | null) => ({
  success: true as const,
  data,
  meta: { next },
})

/** Where a page stands in a list of `total`. */
export const pageMeta = (
  { page, limit }: { page: number; limit: number },
  total: number,
): PageMeta => ({
  total,
  page,
  limit,
  totalPages: Math.ceil(total / limit),
})
