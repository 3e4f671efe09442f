import { sql } from 'kysely'
import { z } from 'zod'
import { problem } from '../problems.ts'

/** A place in a list ordered by time, then id. */
export interface Place {
  at: string
  id: string
}

// Postgres knows no year 0.
const instant = z.iso.datetime().refine((text) => !text.startsWith('0000'))
const Cursor = z.tuple([instant, z.guid()])

/** The cursor that leads on from a place. */
const cursorOf = ({ at, id }: Place): string =>
  Buffer.from(JSON.stringify([at, id])).toString('base64url')

/** Reads a cursor; undefined for the beginning (absent or empty). Throws `validation_failed` for any other text. */
export function placeOf(cursor: string | undefined): Place | undefined {
  if (!cursor) return undefined
  const read = Cursor.safeParse(parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  if (!read.success)
    throw problem('validation_failed', {
      issues: [{ code: 'custom', path: ['cursor'], message: 'is not a cursor', input: cursor }],
    })
  const [at, id] = read.data
  return { at, id }
}

/** The condition that a row stands after `place` in a list that begins with the newest; always true for no place. */
export const olderThan = (place: Place | undefined, at: string, id: string) =>
  place
    ? sql<boolean>`(${sql.ref(at)}, ${sql.ref(id)}) < (${place.at}, ${place.id})`
    : sql<boolean>`1 = 1`

/** The condition that a row stands after `place` in a list that begins with the oldest; always true for no place. */
export const newerThan = (place: Place | undefined, at: string, id: string) =>
  place
    ? sql<boolean>`(${sql.ref(at)}, ${sql.ref(id)}) > (${place.at}, ${place.id})`
    : sql<boolean>`1 = 1`

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Cuts a list that was read one row too far: the rows asked for, and the cursor to the rest (null at the end). */
export function cut<Row>(
  rows: Row[],
  limit: number,
  place: (row: Row) => Place,
): { rows: Row[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last ? cursorOf(place(last)) : null }
}
