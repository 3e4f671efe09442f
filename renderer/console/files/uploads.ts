import type { Attachment, FileLink, UploadRules } from '../../../server/contract/files.ts'
import { createLinks } from '../../files/links.ts'
import { transfer } from '../../files/transfer.ts'
import { Uploads, type UploadsHost } from '../../files/uploads.ts'
import { language } from '../../words/language.ts'
import { serverUrl } from '../host/server-url.ts'
import { chatSettings } from '../settings/resources.ts'
import { ask, session } from '../sync/api.ts'
import type { Mode } from '../sync/outgoing.ts'

const MEGABYTE = 1_048_576
const known = new Map<string, Uploads>()

const hostOf = (conversationId: string): UploadsHost => ({
  async send(file, options) {
    const url = `${serverUrl()}/api/inbox/${conversationId}/files`
    const token = await session.accessToken().catch(() => null)
    if (token === null) return { result: 'unreachable' }
    const headers = { authorization: `Bearer ${token}`, 'accept-language': language() }
    return transfer(url, file, headers, options)
  },
  rules,
})

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
  const uploads = known.get(key) ?? new Uploads(hostOf(conversationId))
  known.set(key, uploads)
  return uploads
}

/** Sends a message with what is uploaded for it. Should that fail, the files are there again. */
export async function withFiles(
  uploads: Uploads,
  send: (attachments: readonly Attachment[]) => Promise<void>,
) {
  const attachments = uploads.take()
  try {
    await send(attachments)
  } catch (error) {
    uploads.restore(attachments)
    throw error
  }
}

export const linkTo = createLinks(async (id) => {
  const { url, expiresAt } = await ask<FileLink>({ path: `/api/files/${id}/link` })
  return { url: serverUrl() + url, expiresAt }
})
