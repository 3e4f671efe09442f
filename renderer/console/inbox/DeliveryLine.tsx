import { CircleAlert } from 'lucide-react'
import type { Message } from '../../../server/contract/conversations.ts'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { call } from '../sync/api.ts'

/** How the way of a message to Crisp stands while it is not there, and sending it again or giving it up where it failed. */
export function DeliveryLine({ message }: { message: Message }) {
  const { crisp } = useWords()
  const { delivery, removedAt, id } = message
  if (!delivery || delivery.state === 'sent' || removedAt !== undefined) return null
  if (delivery.state === 'pending')
    return <p className="mt-0.5 text-xs text-faint">{crisp.message.pending}</p>
  const path = `/api/crisp/messages/${id}`
  const retry = () => call({ method: 'POST', path: `${path}/retry` })
  const discard = () => call({ method: 'POST', path: `${path}/discard` })
  return (
    <p
      role="alert"
      className="mt-0.5 flex flex-wrap items-center justify-end gap-x-2 text-xs text-danger"
    >
      <CircleAlert size={14} aria-hidden />
      {crisp.message.failed(delivery.reason ?? '')}
      <button type="button" className="font-medium underline" onClick={() => attempt(retry)}>
        {crisp.message.retry}
      </button>
      <button type="button" className="font-medium underline" onClick={() => attempt(discard)}>
        {crisp.message.discard}
      </button>
    </p>
  )
}
