import type { Link, Problem } from '../chat/store.ts'
import { secondsLeft } from '../words/problem.ts'
import { useNow } from './hooks.ts'
import { useWords } from './language.ts'

interface BannerProps {
  link: Link
  hasChat: boolean
  problem: Problem | null
}

/** Says when the connection is not there, or why sending pauses. */
export function Banner({ link, hasChat, problem }: BannerProps) {
  const words = useWords()
  const wait = secondsLeft(problem, useNow(problem?.until))
  const text = () => {
    if (link === 'offline') return hasChat ? words.link.offline : words.link.offlineForm
    if (link === 'lost') return hasChat ? words.link.lostChat : words.link.lost
    if (link === 'connecting') return words.link.connecting
    return wait > 0 ? words.problem.waitToSend(wait) : ''
  }
  return (
    <div role="status" class="banner" data-link={link} data-shown={text() !== ''}>
      {text()}
    </div>
  )
}
