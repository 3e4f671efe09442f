import { useWords } from '../../words/useWords.ts'
import { painted } from '../host/painted.ts'
import { attempt } from '../shell/attempt.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { useLoad } from '../sync/useLoad.ts'
import { loadMutes, setMuted, useIsMuted } from './mutes.ts'

/** Ends, for this agent alone, the notifications of a conversation, and begins them again. */
export function useMute(id: string) {
  const { notifications: words } = useWords()
  useLoad('mutes', async () => {
    await painted()
    await loadMutes()
  })
  const isMuted = useIsMuted(id)
  const label = isMuted ? words.unmute : words.mute
  const toggle = () => attempt(() => setMuted(id, !isMuted))
  useCommands([{ id: 'conversation.mute', label, group: 'conversation', run: toggle }])
  return { isMuted, label, toggle }
}
