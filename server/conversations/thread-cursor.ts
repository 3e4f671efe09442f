import { z } from 'zod'
import { problem } from '../problems.ts'

/** A place in a thread. */
export interface ThreadPlace {
  position: number
  innerSeq: number
}

const Cursor = z.string().regex(/^\d{1,15}~\d{1,15}$/)

/** The cursor that leads to what is older than a message. */
export const positionCursor = ({ position, innerSeq }: ThreadPlace): string =>
  `${position}~${innerSeq}`

/** Reads a cursor of a thread; undefined for its end (absent or empty). Throws `validation_failed`. */
export function positionOf(cursor: string | undefined): ThreadPlace | undefined {
  if (!cursor) return undefined
  const read = Cursor.safeParse(cursor)
  if (!read.success) throw problem('validation_failed', { issues: read.error.issues })
  const [position, innerSeq] = read.data.split('~')
  return { position: Number(position), innerSeq: Number(innerSeq) }
}
