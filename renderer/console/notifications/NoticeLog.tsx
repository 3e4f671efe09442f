import { useEffect, useState } from 'react'
import type { AgentNotification, NotificationStep } from '../../../server/contract/notifications.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import type { Catalogue } from '../../words/en.ts'
import { tellProblem } from '../shell/problem-words.ts'
import { loadLog } from './load.ts'

type Words = Catalogue['notifications']

// What windows report comes a moment later.
const AGAIN_MS = 2000

/** What happened to a notification, with times: decided, sent, shown, clicked, or why not. */
export function NoticeLog({ notice }: { notice: AgentNotification }) {
  const { app, notifications: words } = useWords()
  const { full } = useFormats()
  const [log, setLog] = useState<readonly NotificationStep[] | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { id, readAt } = notice
  useEffect(() => {
    const load = () => void loadLog(id).then(setLog, setError)
    load()
    const again = setInterval(load, AGAIN_MS)
    return () => clearInterval(again)
  }, [id])
  if (error !== null) return <p className="pl-7 text-danger">{tellProblem(error)}</p>
  if (log === null) return <p className="pl-7 text-faint">{app.loading}</p>
  return (
    <ol aria-label={words.why} className="flex flex-col gap-0.5 py-1 pl-7 text-sm">
      {log.map((step) => (
        <Line
          key={`${step.step} ${step.channel} ${step.connection}`}
          text={stepText(step, words)}
          at={full(step.at)}
          window={step.connection && words.steps.connection(step.connection.slice(-6))}
        />
      ))}
      {readAt !== null && <Line text={words.steps.read} at={full(readAt)} window="" />}
    </ol>
  )
}

function Line({ text, at, window }: { text: string; at: string; window: string }) {
  return (
    <li className="flex flex-wrap gap-x-2">
      <span>{text}</span>
      <span className="text-faint">
        {at}
        {window && ` · ${window}`}
      </span>
    </li>
  )
}

/** One step in words. */
function stepText({ step, channel, reason }: NotificationStep, words: Words): string {
  const { steps, reasons, channels } = words
  const why = reasons[reason ?? 'error']
  const where = channel === 'none' || channel === 'sound' ? '' : channels[channel]
  switch (step) {
    case 'decided':
    case 'sent':
      return steps[step]
    case 'shown':
      return channel === 'sound' ? steps.heard : steps.shown(where)
    case 'withheld':
      if (channel === 'sound') return steps.silent(why)
      return where ? steps.withheldOn(where, why) : steps.withheld(why)
    case 'clicked':
    case 'dismissed':
    case 'failed':
      return steps[step](where)
  }
}
