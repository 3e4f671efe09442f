import { z } from 'zod'
import { answer, totalled } from './envelope.ts'
import { id, line } from './text.ts'

/** A tag's colour, by name: what it looks like is the theme's business. */
export const TagColor = z.enum(['grey', 'teal', 'blue', 'green', 'yellow', 'orange', 'red'])
export type TagColor = z.infer<typeof TagColor>

/** A word that conversations are marked with. Names are unique whatever their case. */
export const Tag = z.object({ id, name: z.string(), color: TagColor })
export type Tag = z.infer<typeof Tag>

export const TagBody = z.strictObject({ name: line(1, 50), color: TagColor.default('grey') })

/** `POST /api/tags/:id/merge`: every conversation of the one has the other afterwards. */
export const MergeTagBody = z.strictObject({ intoId: z.guid().toLowerCase() })

export const TagAnswer = answer(Tag)
export const TagList = totalled(Tag)
