import { z } from 'zod'
import { problem } from '../problems.ts'

/** A place in what was found: past the first `skip` of the candidates below a number. */
export interface Place {
  below: number
  skip: number
}

const Cursor = z.string().regex(/^-?\d{1,16}~\d{1,4}$/)

export const cursorOf = ({ below, skip }: Place): string => `${below}~${skip}`

/** Reads a cursor; the beginning when there is none. Throws `validation_failed`. */
export function placeOf(cursor: string | undefined): Place {
  if (!cursor) return { below: Number.MAX_SAFE_INTEGER, skip: 0 }
  const read = Cursor.safeParse(cursor)
  if (!read.success)
    throw problem('validation_failed', {
      issues: read.error.issues.map((issue) => ({ ...issue, path: ['cursor'] })),
    })
  const [below, skip] = read.data.split('~')
  return { below: Math.min(Number(below), Number.MAX_SAFE_INTEGER), skip: Number(skip) }
}
