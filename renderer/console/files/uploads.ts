import type { FileLink, UploadRules } from '../../../server/contract/files.ts'
import { createLinks } from '../../files/links.ts'
import { Uploads } from '../../files/uploads.ts'
import { type ChosenFile, waitingOf } from '../../files/waiting.ts'
import { hintsOn } from '../host/hints.ts'
import { serverUrl } from '../host/server-url.ts'
import { chatSettings } from '../settings/resources.ts'
import { ask } from '../sync/api.ts'
import { chosen } from '../sync/chosen.ts'
import { composerOf, type KeptFile, type Mode, modeOf, type Outgoing } from '../sync/outgoing.ts'
import { transfers, sendingTo } from './transfers.ts'

const MEGABYTE = 1_048_576
const known = new Map<string, Uploads>()
const hints = hintsOn('chosen')
/** The keys of files that were seen on disk: what is not there any more was sent or given up in another window. */
const kept = new Set<string>()

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
  const where = { account: agentId, composer: composerOf(conversationId, mode) }
  const place = `${where.account} ${where.composer}`
  const here = known.get(place)
  if (here) return here
  const uploads = new Uploads({
    transfers,
    rules,
    send: sendingTo(conversationId),
    keep: (key, bytes) => keep({ key, bytes, ...where }),
    drop: (key) => void chosen.drop(key).then(hints.tell, () => undefined),
  })
  known.set(place, uploads)
  void bringBack(uploads, where).catch(() => undefined)
  return uploads
}

/** Keeps a chosen file over a reload; answers whether that was possible. */
async function keep(file: KeptFile) {
  const isKept = await chosen.keep(file).catch(() => false)
  if (isKept) kept.add(file.key)
  return isKept
}

/** Shows what was chosen here before the window was closed. */
async function bringBack(uploads: Uploads, where: Pick<KeptFile, 'account' | 'composer'>) {
  const files = await chosen.files()
  const shown = new Set(uploads.get().map(({ key }) => key))
  const missing = files.filter(
    ({ key, account, composer }) =>
      account === where.account && composer === where.composer && !shown.has(key),
  )
  for (const { key } of missing) kept.add(key)
  if (missing.length > 0)
    uploads.restore(missing.map(({ key, bytes }) => ({ ...waitingOf(key, bytes), bytes })))
}

/** Lets go of what another window has sent or given up. */
async function look() {
  const there = new Set((await chosen.files()).map(({ key }) => key))
  for (const uploads of known.values()) uploads.leave((key) => kept.has(key) && !there.has(key))
  for (const key of there) kept.add(key)
}
hints.onTold(() => void look().catch(() => undefined))

/** Whether an agent has chosen files, here or before in this browser, that are not sent. */
export const hasChosen = async (agentId: string) =>
  (await chosen.files()).some(({ account }) => account === agentId)

/** Forgets what an agent has chosen, with all else they wrote here. */
export function forgetChosen(agentId: string) {
  for (const place of known.keys()) if (place.startsWith(`${agentId} `)) known.delete(place)
  hints.tell()
}

/** Puts back the files of a message that is a draft again. */
export function putBack(item: Outgoing, files: readonly ChosenFile[]) {
  uploadsOf(item.account, item.conversationId, modeOf(item)).restore(files)
  void look().catch(() => undefined)
}

/** Queues a message with the files chosen for it. Should that fail, they are there again. */
export async function withFiles(
  uploads: Uploads,
  queue: (files: readonly ChosenFile[]) => Promise<void>,
) {
  const files = uploads.take()
  try {
    await queue(files)
    if (files.length > 0) hints.tell()
  } catch (error) {
    uploads.restore(files)
    throw error
  }
}

export const linkTo = createLinks(async (id) => {
  const { url, expiresAt } = await ask<FileLink>({ path: `/api/files/${id}/link` })
  return { url: serverUrl() + url, expiresAt }
})
