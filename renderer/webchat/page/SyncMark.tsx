import type { ChatState } from '../chat/store.ts'
import { isBehind, nextToSend } from '../chat/thread.ts'
import { useNow } from './hooks.ts'
import { useSpeech } from './language.ts'

type Look = 'current' | 'behind' | 'since'

/** How long a message may be on its way before "up to date" would be a lie. */
const PROMPT_MS = 5_000

/** Whether what is shown is what the server has. */
const lookOf = ({ link, downSince, isLoaded, thread }: ChatState, isPrompt: boolean): Look => {
  if (downSince !== null && link !== 'online') return 'since'
  return link === 'online' && isLoaded && isPrompt && !isBehind(thread) ? 'current' : 'behind'
}

/** A small honest mark: up to date, catching up, or offline since when. */
export function SyncMark({ state }: { state: ChatState }) {
  const { words, clock } = useSpeech()
  const sent = nextToSend(state.thread)?.at
  const due = sent && sent + PROMPT_MS
  const now = useNow(due)
  const look = lookOf(state, !due || now < due)
  return (
    <span class="sync" data-look={look}>
      {look === 'since' ? words.sync.since(clock(state.downSince ?? 0)) : words.sync[look]}
    </span>
  )
}
