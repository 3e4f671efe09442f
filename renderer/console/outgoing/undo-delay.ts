import { create } from 'zustand'
import type { Hold } from '../../../server/contract/scheduled.ts'

const KEY = 'frontdesk.undo-send'

/** For how many seconds a reply can be taken back; 0 sends at once. */
export const UNDO_CHOICES = [0, 5, 10, 20, 30] as const
export type UndoSeconds = (typeof UNDO_CHOICES)[number]

const read = (): UndoSeconds => {
  const stored = Number(localStorage.getItem(KEY))
  return UNDO_CHOICES.find((one) => one === stored) ?? 0
}

/** What this device remembers. A live chat is answered at once unless somebody wants otherwise. */
export const useUndoSeconds = create<{ seconds: UndoSeconds }>()(() => ({ seconds: read() }))

export function setUndoSeconds(seconds: UndoSeconds) {
  localStorage.setItem(KEY, String(seconds))
  useUndoSeconds.setState({ seconds })
}

/** How a reply that is sent now is held, where it can be taken back. */
export function undoHold(): Hold | undefined {
  const { seconds } = useUndoSeconds.getState()
  return seconds === 0 ? undefined : { seconds }
}
