import { create } from 'zustand'
import { hintsOn } from '../host/hints.ts'
import type { Draft, Mode } from '../sync/outgoing.ts'
import { written } from '../sync/written.ts'
import { headOf } from './head.ts'

const EMPTY: Draft = { text: '', mode: 'reply', sinceSeq: null }

/** What is written and not sent, by conversation. The kind is part of it: a note stays a note. */
const useDrafts = create<Readonly<Record<string, Draft>>>()(() => ({}))

let account: string | null = null
const unkept = new Set<string>()
/** Drafts that are becoming messages: the queue on disk takes them over. */
const held = new Set<string>()
let isKeeping = false
const hints = hintsOn('drafts')

export const useDraft = (id: string) => useDrafts((drafts) => drafts[id] ?? EMPTY)
export const draftOf = (id: string) => useDrafts.getState()[id] ?? EMPTY
export const hasDrafts = () => Object.values(useDrafts.getState()).some(({ text }) => text.trim())

const put = (id: string, draft: Draft) => useDrafts.setState({ [id]: draft })

export function setDraft(id: string, change: Partial<Pick<Draft, 'text' | 'mode' | 'sinceSeq'>>) {
  const before = draftOf(id)
  const next = { ...before, ...change }
  const isBlank = next.text.trim() === ''
  put(id, { ...next, sinceSeq: isBlank ? null : (next.sinceSeq ?? headOf(id)) })
  unkept.add(id)
  void keep()
}

/** Forgets a draft in which nothing is written, so that the next visit starts with a reply. */
export function leaveDraft(id: string) {
  if (draftOf(id).text.trim() === '') useDrafts.setState(({ [id]: _, ...rest }) => rest, true)
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
  const mine = Object.entries(useDrafts.getState()).filter(
    ([id, { text }]) => unkept.has(id) || held.has(id) || (text.trim() === '' && !(id in drafts)),
  )
  useDrafts.setState({ ...drafts, ...Object.fromEntries(mine) }, true)
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
  put(id, { ...draft, text: '', sinceSeq: null })
  try {
    await queue()
    hints.tell()
  } catch (error) {
    put(id, { ...draft, text: draft.text + draftOf(id).text })
    throw error
  } finally {
    held.delete(id)
    unkept.add(id)
    void keep()
  }
}

/** Puts what was refused back into the composer, before what is written there meanwhile. */
export function draftWith(id: string, text: string, mode: Mode): Draft {
  const { text: present } = draftOf(id)
  const joined = present.trim() === '' ? text : `${text}\n${present}`
  return { text: joined, mode, sinceSeq: headOf(id) }
}

/** Shows a draft that is on disk already. */
export const showDraft = put
