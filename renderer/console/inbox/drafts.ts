import { create } from 'zustand'
import { hintsOn } from '../host/hints.ts'
import { type Draft, isBlankDraft, type Mode, turnedTo } from '../sync/outgoing.ts'
import { written } from '../sync/written.ts'
import { headOf } from './head.ts'

const EMPTY: Draft = { text: '', mode: 'reply', sinceSeq: null }

type Drafts = Readonly<Record<string, Draft>>

/** What is written and not sent, by conversation: a reply, and beside it a note. */
export const useDrafts = create<Drafts>()(() => ({}))

let account: string | null = null
const unkept = new Set<string>()
/** Drafts that are becoming messages: the queue on disk takes them over. */
const held = new Set<string>()
let isKeeping = false
const hints = hintsOn('drafts')
const watchers = new Set<(id: string) => void>()

export const useDraft = (id: string) => useDrafts((drafts) => drafts[id] ?? EMPTY)
export const draftOf = (id: string) => useDrafts.getState()[id] ?? EMPTY
/** Whether something of this agent's waits to be sent there. */
export const useHasDraft = (id: string) =>
  useDrafts(({ [id]: draft }) => draft !== undefined && !isBlankDraft(draft))
export const hasDrafts = () =>
  Object.values(useDrafts.getState()).some((draft) => !isBlankDraft(draft))
/** Whether nothing but this window may change a draft now: it is becoming a message. */
export const isHeld = (id: string) => held.has(id)

/** So long after the last key a field is not changed under the caret. */
export const TYPING_MS = 3000
const typedAt = new Map<string, number>()

/** Whether somebody types in it at this very window. */
export const isBeingTyped = (id: string) =>
  document.hasFocus() &&
  document.activeElement?.getAttribute('data-draft') === id &&
  Date.now() - (typedAt.get(id) ?? 0) < TYPING_MS

/** Calls with the conversation of each draft that was changed here. */
export const onDraftEdited = (watcher: (id: string) => void) => void watchers.add(watcher)

/** Shows a draft, and keeps it on disk. */
export function putDraft(id: string, draft: Draft) {
  useDrafts.setState({ [id]: draft })
  unkept.add(id)
  void keep()
}

/** There is nothing to send any more. The kind that is open stays open: what is typed next must not become another. */
export const dropDraft = (id: string) => putDraft(id, { ...EMPTY, mode: draftOf(id).mode })

/** Shows what was just written, and has it kept here and on the server. */
function edit(id: string, draft: Draft) {
  putDraft(id, { ...draft, editedAt: new Date().toISOString() })
  for (const watcher of watchers) watcher(id)
}

/** Opens the other kind: what is written in each stays in it, and nothing of it has changed. */
export function turnDraft(id: string, mode: Mode) {
  const draft = draftOf(id)
  if (draft.mode !== mode) putDraft(id, turnedTo(draft, mode))
}

export function setDraft(id: string, change: Partial<Pick<Draft, 'text' | 'sinceSeq'>>) {
  const next = { ...draftOf(id), ...change }
  if (change.text !== undefined) typedAt.set(id, Date.now())
  edit(id, { ...next, sinceSeq: isBlankDraft(next) ? null : (next.sinceSeq ?? headOf(id)) })
}

/** Forgets a draft in which nothing is written, so that the next visit starts with a reply. */
export function leaveDraft(id: string) {
  const draft = draftOf(id)
  if (isBlankDraft(draft) && draft.editedAt === undefined)
    useDrafts.setState(({ [id]: _, ...rest }) => rest, true)
}

/** Writes to disk what was typed since the last time, one draft after the other. */
async function keep() {
  if (isKeeping) return
  isKeeping = true
  for (let [id] = unkept; id !== undefined && account !== null; [id] = unkept) {
    unkept.delete(id)
    if (held.has(id)) continue
    await written.keepDraft(account, id, draftOf(id)).catch(() => undefined)
  }
  isKeeping = false
  hints.tell()
}

/** Takes over the drafts on disk: at the start, and when another window has written. */
async function load() {
  const owner = account
  if (owner === null) return
  const kept = await written.drafts(owner)
  if (owner !== account) return
  const drafts = Object.fromEntries(
    kept.map(({ account: _, conversationId, ...draft }) => [conversationId, draft]),
  )
  const mine = Object.entries(useDrafts.getState()).filter(([id, draft]) =>
    isOurs(id, draft, drafts[id]),
  )
  useDrafts.setState({ ...drafts, ...Object.fromEntries(mine) }, true)
}

/** Whether this window's draft is the one that counts, beside the one on disk. */
function isOurs(id: string, mine: Draft, disk: Draft | undefined) {
  if (unkept.has(id) || held.has(id) || isBeingTyped(id)) return true
  if (!disk) return isBlankDraft(mine)
  const isOlder = (disk.version ?? 0) > (mine.version ?? 0)
  return !isOlder && (mine.editedAt ?? '') > (disk.editedAt ?? '')
}

const reload = () => void load().catch(() => undefined)
hints.onTold(reload)

export async function openDrafts(owner: string) {
  account = owner
  await load()
}

/** Whoever signs in next sees none of them; on disk they stay with whom they belong to. */
export function forgetDrafts() {
  account = null
  unkept.clear()
  useDrafts.setState({}, true)
}

/** Empties a draft at once while `queue` makes a message of it. Should that fail, the text is there again. */
export async function hand(id: string, queue: () => Promise<void>) {
  const draft = draftOf(id)
  held.add(id)
  useDrafts.setState({ [id]: { ...draft, text: '', sinceSeq: null } })
  try {
    await queue()
    hints.tell()
  } catch (error) {
    const { text } = draftOf(id)
    useDrafts.setState({ [id]: { ...draft, text: draft.text + text } })
    throw error
  } finally {
    held.delete(id)
    edit(id, draftOf(id))
  }
}

/** Puts what was refused back into the composer, before what is written there meanwhile. */
export function draftWith(id: string, text: string, mode: Mode): Draft {
  const present = turnedTo(draftOf(id), mode)
  const joined = present.text.trim() === '' ? text : `${text}\n${present.text}`
  const editedAt = new Date().toISOString()
  return { ...present, text: joined, sinceSeq: headOf(id), editedAt }
}

/** Shows a draft that was just made of something else. */
export const showDraft = edit
