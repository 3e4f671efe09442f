import { create } from 'zustand'

export type Mode = 'reply' | 'note'
export interface Draft {
  readonly text: string
  readonly mode: Mode
}

const EMPTY: Draft = { text: '', mode: 'reply' }

/** What is written and not sent, by conversation. The kind is part of it: a note stays a note. */
const useDrafts = create<Readonly<Record<string, Draft>>>()(() => ({}))

export const useDraft = (id: string) => useDrafts((drafts) => drafts[id] ?? EMPTY)

export const setDraft = (id: string, change: Partial<Draft>) =>
  useDrafts.setState((drafts) => ({ [id]: { ...(drafts[id] ?? EMPTY), ...change } }))

/** Forgets a draft in which nothing is written, so that the next visit starts with a reply. */
export function leaveDraft(id: string) {
  const draft = useDrafts.getState()[id]
  if (draft?.text.trim() === '') useDrafts.setState(({ [id]: _, ...rest }) => rest, true)
}

export const forgetDrafts = () => useDrafts.setState({}, true)
