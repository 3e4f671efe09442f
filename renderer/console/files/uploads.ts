import type { FileLink, UploadRules } from '../../../server/contract/files.ts'
import { createLinks } from '../../files/links.ts'
import { Uploads } from '../../files/uploads.ts'
import type { ChosenFile } from '../../files/waiting.ts'
import { serverUrl } from '../host/server-url.ts'
import { chatSettings } from '../settings/resources.ts'
import { ask } from '../sync/api.ts'
import type { Mode } from '../sync/outgoing.ts'
import { transfers, sendingTo } from './transfers.ts'

const MEGABYTE = 1_048_576
const known = new Map<string, Uploads>()

/** What an agent may send: the web chat's sizes and kinds, also while customers may send nothing. */
export function rules(): UploadRules | null {
  const files = chatSettings.use.getState().saved?.files
  return files
    ? { isAllowed: true, maxBytes: files.maxMegabytes * MEGABYTE, types: files.types }
    : null
}

/**
 * The files an agent has chosen for the next reply or note of a conversation; they stay while another one is looked at,
 * and what was chosen for a note never goes out with a reply.
 */
export function uploadsOf(agentId: string, conversationId: string, mode: Mode): Uploads {
  const key = `${agentId} ${conversationId} ${mode}`
  const uploads =
    known.get(key) ?? new Uploads({ transfers, rules, send: sendingTo(conversationId) })
  known.set(key, uploads)
  return uploads
}

/** Queues a message with the files chosen for it. Should that fail, they are there again. */
export async function withFiles(
  uploads: Uploads,
  queue: (files: readonly ChosenFile[]) => Promise<void>,
) {
  const files = uploads.take()
  try {
    await queue(files)
  } catch (error) {
    uploads.restore(files)
    throw error
  }
}

export const linkTo = createLinks(async (id) => {
  const { url, expiresAt } = await ask<FileLink>({ path: `/api/files/${id}/link` })
  return { url: serverUrl() + url, expiresAt }
})
