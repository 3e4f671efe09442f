import type { Draft as ServerDraft, SaveDraftBody } from '../../../server/contract/drafts.ts'
import { sayDone } from '../../ui/toast.ts'
import { words } from '../../words/useWords.ts'
import { ask, call } from '../sync/api.ts'
import { onConnected } from '../sync/connection.ts'
import { onDraftTold } from '../sync/draft-signal.ts'
import { type Draft, isBlankDraft, opened, textsOf } from '../sync/outgoing.ts'
import { ApiProblem, isUnreachable } from '../sync/problem.ts'
import { isJoined, mergedDraft } from './draft-merge.ts'
import {
  draftOf,
  dropDraft,
  isBeingTyped,
  isHeld,
  onDraftEdited,
  putDraft,
  TYPING_MS,
  useDrafts,
} from './drafts.ts'

const SOON_MS = 700
const LATER_MS = 5000

const due = new Map<string, ReturnType<typeof setTimeout>>()
const saving = new Set<string>()
/** Counts what was saved: a list asked for before that may not know of it. */
let saved = 0

/** The latest version of each draft this window knows of, also of those that are gone. */
const latest = new Map<string, number>()
/** What other windows wrote into a draft while it was being typed here. */
const skipped = new Map<string, ServerDraft>()

const pathOf = (id: string) => `/api/drafts/${encodeURIComponent(id)}`

const bodyOf = (draft: Draft): SaveDraftBody => ({
  mode: draft.mode,
  ...textsOf(draft),
  sinceSeq: draft.sinceSeq,
  base: draft.version ?? 0,
})

/** The server's draft as it is shown here. The kind that is open on this screen stays open, whatever is open elsewhere. */
function shown({
  conversationId: id,
  reply,
  note,
  sinceSeq,
  version,
  ...theirs
}: ServerDraft): Draft {
  const isOpen = document.querySelector(`[data-draft="${CSS.escape(id)}"]`) !== null
  const mode = isOpen ? draftOf(id).mode : theirs.mode
  const base = { reply, note }
  return { ...opened(base, mode), sinceSeq, version, base }
}

/** Keeps on the server what was written here, now. */
export async function saveDraft(id: string) {
  clearTimeout(due.get(id))
  due.delete(id)
  const draft = draftOf(id)
  if (draft.editedAt === undefined || saving.has(id) || isHeld(id)) return
  saving.add(id)
  try {
    settle(id, draft, await keptOnServer(id, draft))
  } catch (error) {
    await refused(id, error)
  } finally {
    saving.delete(id)
  }
  const { editedAt } = draftOf(id)
  if (editedAt !== undefined && editedAt !== draft.editedAt) saveSoon(id)
}

/** The version the server has now; undefined once it has none. */
async function keptOnServer(id: string, draft: Draft) {
  saved += 1
  if (!isBlankDraft(draft)) {
    const body = bodyOf(draft)
    return (await ask<ServerDraft>({ method: 'PUT', path: pathOf(id), body })).version
  }
  await call({ method: 'DELETE', path: `${pathOf(id)}?base=${draft.version ?? 0}` })
  return undefined
}

function settle(id: string, sent: Draft, version: number | undefined) {
  if (!(id in useDrafts.getState())) return
  const { editedAt, version: _version, base: _base, ...now } = draftOf(id)
  latest.set(id, version ?? (sent.version ?? 0) + 1)
  const isNewer = editedAt !== undefined && editedAt !== sent.editedAt
  if (version === undefined && !isNewer) return dropDraft(id)
  putDraft(id, {
    ...now,
    ...(version !== undefined && { version, base: textsOf(sent) }),
    ...(isNewer && { editedAt }),
  })
}

/** Without a connection it is tried again when there is one; what the server does not want it is not asked again. */
async function refused(id: string, error: unknown) {
  if (!(error instanceof ApiProblem) || isUnreachable(error)) return
  if (error.code === 'draft_changed') return overtaken(id).catch(() => saveSoon(id, LATER_MS))
  const { editedAt, ...mine } = draftOf(id)
  if (error.status === 404 || error.status === 400) putDraft(id, mine)
  else if (editedAt !== undefined) saveSoon(id, LATER_MS)
}

/** Another window was quicker: what was written in either stays. It is not put under the caret of whoever types. */
async function overtaken(id: string) {
  const theirs = (await fetchDrafts()).find(({ conversationId }) => conversationId === id)
  if (isHeld(id)) return
  if (isBeingTyped(id)) return saveSoon(id, TYPING_MS)
  const { version: _version, base: _base, ...begun } = draftOf(id)
  if (!theirs) {
    putDraft(id, begun)
    return saveSoon(id)
  }
  const merged = mergedDraft(draftOf(id), theirs, new Date().toISOString())
  if (isJoined(merged, draftOf(id), theirs)) sayDone(words().composing.joined)
  latest.set(id, theirs.version)
  putDraft(id, merged)
  if (merged.editedAt !== undefined) saveSoon(id)
}

function saveSoon(id: string, ms = SOON_MS) {
  if (!due.has(id))
    due.set(
      id,
      setTimeout(() => void saveDraft(id), ms),
    )
}

/** The server's draft is shown unless what is here is newer, or being typed. */
function take(theirs: ServerDraft) {
  const { conversationId: id, reply, note, version } = theirs
  const mine = draftOf(id)
  if (version <= Math.max(mine.version ?? 0, latest.get(id) ?? 0)) return
  if (mine.editedAt !== undefined || saving.has(id) || isHeld(id)) return
  if (isBeingTyped(id)) return postpone(theirs)
  latest.set(id, version)
  if (reply === '' && note === '') dropDraft(id)
  else putDraft(id, shown(theirs))
}

/** Until the typing pauses. */
function postpone(theirs: ServerDraft) {
  const { conversationId: id } = theirs
  if (!skipped.has(id)) setTimeout(() => takeSkipped(id), TYPING_MS)
  skipped.set(id, theirs)
}

function takeSkipped(id: string) {
  const theirs = skipped.get(id)
  skipped.delete(id)
  if (theirs) take(theirs)
}

const fetchDrafts = () => ask<ServerDraft[]>({ path: '/api/drafts' })

/** Compares all drafts with the server's, as after a time without a connection. */
async function compare() {
  for (const [id, { editedAt }] of Object.entries(useDrafts.getState()))
    if (editedAt !== undefined) await saveDraft(id)
  const before = saved
  const theirs = await fetchDrafts()
  for (const draft of theirs) take(draft)
  if (before !== saved) return
  const known = new Set(theirs.map(({ conversationId }) => conversationId))
  for (const [id, { version, editedAt }] of Object.entries(useDrafts.getState()))
    if (version !== undefined && editedAt === undefined && !known.has(id)) dropDraft(id)
}

/** Whoever leaves a field has it saved, and finds there what another window wrote meanwhile. */
export function leaveField(id: string) {
  takeSkipped(id)
  void saveDraft(id)
}

onDraftEdited(saveSoon)
onDraftTold(take)
onConnected(() => void compare().catch(() => undefined))
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') for (const id of due.keys()) void saveDraft(id)
})
