import type { ChatState } from '../chat/store.ts'
import { isBehind } from '../chat/thread.ts'
import { useSpeech } from './language.ts'

type Look = 'current' | 'behind' | 'since'

/** Whether what is shown is what the server has. */
const lookOf = ({ link, downSince, isLoaded, thread }: ChatState): Look => {
  if (downSince !== null && link !== 'online') return 'since'
  return link === 'online' && isLoaded && !isBehind(thread) ? 'current' : 'behind'
}

/** A small honest mark: up to date, catching up, or offline since when. */
export function SyncMark({ state }: { state: ChatState }) {
  const { words, clock } = useSpeech()
  const look = lookOf(state)
  return (
    <span class="sync" data-look={look}>
      {look === 'since' ? words.sync.since(clock(state.downSince ?? 0)) : words.sync[look]}
    </span>
  )
}
