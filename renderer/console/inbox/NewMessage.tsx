import { useState } from 'react'
import type { Message } from '../../../server/contract/conversations.ts'
import { saidIn } from '../../files/looks.ts'
import { useMe } from '../shell/account.ts'

/** Reads a message that comes while the thread is open to those who do not see it. */
export function NewMessage({ message }: { message: Message | undefined }) {
  const me = useMe()
  const [atOpening] = useState(message?.id)
  const isNew = message !== undefined && message.id !== atOpening
  const isSpoken = isNew && message.kind !== 'event' && message.author.id !== me.id
  return (
    <div aria-live="polite" className="sr-only">
      {isSpoken && `${message.author.name}: ${saidIn(message)}`}
    </div>
  )
}
