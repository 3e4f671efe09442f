import type { ChatState } from '../chat/store.ts'
import { secondsLeft } from '../words/problem.ts'
import { useNow } from './hooks.ts'
import { useWords } from './language.ts'

/** Says when the connection is not there, why sending pauses, or that the chat could not be saved. */
export function Banner({ link, session, sendProblem, isUnsaved }: ChatState) {
  const words = useWords()
  const wait = secondsLeft(sendProblem, useNow(sendProblem?.until))
  const text = () => {
    if (link === 'offline') return session ? words.link.offline : words.link.offlineForm
    if (link === 'lost') return session ? words.link.lostChat : words.link.lost
    if (link === 'connecting') return words.link.connecting
    if (isUnsaved) return words.problem.unreachable
    return wait > 0 ? words.problem.waitToSend(wait) : ''
  }
  return (
    <div role="status" class="banner" data-link={link} data-shown={text() !== ''}>
      {text()}
    </div>
  )
}
