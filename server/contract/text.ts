import { z } from 'zod'

// NUL cannot be stored by Postgres; a lone surrogate cannot be encoded as UTF-8.
const storable = (text: string) => !text.includes('\u0000') && text.isWellFormed()

/** Text as a person typed it: any script, no NUL, valid Unicode. */
export const rawText = z
  .string()
  .refine(storable, { error: 'contains characters that cannot be stored' })

/** An e-mail address, trimmed and lower-cased. */
export const email = rawText.trim().toLowerCase().pipe(z.email().max(254)).meta({ format: 'email' })

/** A UUID. */
export const id = z.guid()

/** An id in a path. A malformed one is an unknown one: the edge answers 404. */
export const pathId = z.guid().toLowerCase()

/** `/:id` */
export const ById = z.object({ id: pathId })

/** ISO 8601 UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const time = z.string().meta({ format: 'date-time' })

/** Largest message in characters (UTF-16 units, as `String.length` counts). */
export const MESSAGE_MAX = 10_000

// White space and characters without ink of their own: a message of only these is blank.
const VISIBLE = /[^\s\p{Cc}\p{Cf}\u2800\u3164\u115f\u1160\uffa0]/u

// What would break a line, or cannot be seen and is no part of writing.
const CONTROL = /[\p{Cc}\u2028\u2029]/u

/** True when nothing of the text would be visible. */
export const isBlank = (text: string) => !VISIBLE.test(text)

/** One line of text, trimmed, between `min` and `max` characters; something of it is visible unless it may be empty. */
export const line = (min: number, max: number) =>
  rawText
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !CONTROL.test(text), {
      error: 'must be one line without control characters',
    })
    .refine((text) => text.length < min || min === 0 || !isBlank(text), {
      error: 'must have something visible',
    })

/** A text in each language of the chat. */
export const inWords = (max: number) =>
  z.strictObject({ en: line(0, max).default(''), vi: line(0, max).default('') })

/**
 * A text as searches compare it, without case and marks: Vietnamese is typed with and without them. `đ` is a letter of
 * its own and has no decomposition.
 */
export const folded = (text: string) =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd')
