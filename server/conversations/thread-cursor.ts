import { z } from 'zod'
import { problem } from '../problems.ts'

/** A place in a thread. */
export interface ThreadPlace {
  position: number
  id: string
}

const Cursor = z.string().regex(/^\d{1,15}~[0-9a-f-]{36}$/)

/** The cursor that leads to what is older than a message. */
export const positionCursor = ({ position, id }: ThreadPlace): string => `${position}~${id}`

/** Reads a cursor of a thread; undefined for its end (absent or empty). Throws `validation_failed`. */
export function positionOf(cursor: string | undefined): ThreadPlace | undefined {
  if (!cursor) return undefined
  const read = Cursor.safeParse(cursor)
  if (!read.success) throw problem('validation_failed', { issues: read.error.issues })
  const [position = '', id = ''] = read.data.split('~')
  return { position: Number(position), id }
}
