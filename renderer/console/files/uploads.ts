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
/** How many changes to what is on disk are under way here, and how many ever began. */
const changes = { underWay: 0, begun: 0 }
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
  const place = placeOf(where)
  const here = known.get(place)
  if (here) return here
  const uploads = new Uploads({
    transfers,
    rules,
    send: sendingTo(conversationId),
    keep: (key, bytes) => changing(() => keep({ key, bytes, ...where })),
    drop: (key) => void changing(() => chosen.drop(key)).catch(() => undefined),
  })
  known.set(place, uploads)
  look()
  return uploads
}

const placeOf = ({ account, composer }: Pick<KeptFile, 'account' | 'composer'>) =>
  `${account} ${composer}`

/** Changes what is on disk, and has every window look at it. */
async function changing<T>(change: () => Promise<T>): Promise<T> {
  changes.begun += 1
  changes.underWay += 1
  try {
    return await change()
  } finally {
    changes.underWay -= 1
    hints.tell()
    look()
  }
}

/** Keeps a chosen file over a reload; answers whether that was possible. */
async function keep(file: KeptFile) {
  const isKept = await chosen.keep(file).catch(() => false)
  if (isKept) kept.add(file.key)
  return isKept
}

/** Shows what is on disk: what was chosen before a reload or in another window, without what was sent or given up there. */
async function follow() {
  const { underWay, begun } = changes
  // The disk does not have yet what is changed here; whoever changes it looks afterwards.
  if (underWay > 0) return
  const files = await chosen.files()
  if (begun === changes.begun) showKept(files)
}

function showKept(files: readonly KeptFile[]) {
  const there = new Set(files.map(({ key }) => key))
  for (const [place, uploads] of known) {
    uploads.leave((key) => kept.has(key) && !there.has(key))
    const chosenHere = files.filter((file) => placeOf(file) === place)
    uploads.show(chosenHere.map(({ key, bytes }) => ({ ...waitingOf(key, bytes), bytes })))
  }
  for (const key of there) kept.add(key)
}

const look = () => void follow().catch(() => undefined)
hints.onTold(look)

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
  hints.tell()
  look()
}

/** Queues a message with the files chosen for it. Should that fail, they are there again. */
export async function withFiles(
  uploads: Uploads,
  queue: (files: readonly ChosenFile[]) => Promise<void>,
) {
  const files = uploads.take()
  if (files.length === 0) return queue(files)
  try {
    await changing(() => queue(files))
  } catch (error) {
    uploads.restore(files)
    throw error
  }
}

export const linkTo = createLinks(async (id) => {
  const { url, expiresAt } = await ask<FileLink>({ path: `/api/files/${id}/link` })
  return { url: serverUrl() + url, expiresAt }
})
