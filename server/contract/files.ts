import { z } from 'zod'
import { answer } from './envelope.ts'
import { id, time } from './text.ts'

/** A file of a message. Its bytes are behind a link that is asked for when it is shown (`FileLink`). */
export const Attachment = z.object({
  id,
  name: z.string(),
  /** Media type by the file's content, not by what its sender said. */
  type: z.string(),
  /** Bytes. */
  size: z.number().int(),
  /** Pixels; null for what is no image. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
})
export type Attachment = z.infer<typeof Attachment>

/** A file whose bytes are at the system its message came from: nothing of it is here but where it is. */
export const RemoteFile = z.object({
  kind: z.enum(['file', 'animation', 'audio']),
  /** Null where it has none. */
  name: z.string().nullable(),
  /** http or https. */
  url: z.string(),
  /** Media type as its sender said it; null where they did not. */
  type: z.string().nullable(),
  /** How long a recording is; null where that is not known. */
  seconds: z.number().nullable(),
})
export type RemoteFile = z.infer<typeof RemoteFile>

/** At most this many files in one message. */
export const ATTACHMENTS_MAX = 10

/** Files that were uploaded to this conversation and belong to no message yet. */
export const attachmentIds = z.array(z.guid().toLowerCase()).max(ATTACHMENTS_MAX)

/** `?name=`: the file's own name; the request's body is its bytes, whatever its `Content-Type`. */
export const UploadQuery = z.object({ name: z.string().min(1).max(255) })

/** A path on this server under which anybody can read one file until `expiresAt`. */
export const FileLink = z.object({ url: z.string(), expiresAt: time })
export type FileLink = z.infer<typeof FileLink>

/** What is checked before an upload begins: bytes of one file, and media types (`image/*` is every image). */
export const UploadRules = z.object({
  isAllowed: z.boolean(),
  maxBytes: z.number().int(),
  types: z.array(z.string()),
})
export type UploadRules = z.infer<typeof UploadRules>

export const AttachmentAnswer = answer(Attachment)
export const FileLinkAnswer = answer(FileLink)
