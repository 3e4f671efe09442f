import { create } from 'zustand'
import { sendingTo, transfers } from '../files/transfers.ts'
import { alone } from '../host/alone.ts'
import { hintsOn } from '../host/hints.ts'
import { newId } from '../../text/ids.ts'
import { mentionedIn } from '../../text/mentions.ts'
import { bringing } from './bringing.ts'
import { sendOnce } from './command.ts'
import { commentOnce } from './comment.ts'
import { connected, connectionOr, onConnected } from './connection.ts'
import { Outbox } from './outbox.ts'
import type { Draft, Outgoing } from './outgoing.ts'
import { onEvents, useStanding, useWorld } from './store.ts'
import { pause } from './pause.ts'
import { teammates } from './teammates.ts'
import { type Unqueued, written } from './written.ts'

/** The messages of this account that are on their way, in the order they were written. */
export const useOutgoing = create<{ items: readonly Outgoing[] }>()(() => ({ items: [] }))

function letGo(keys: readonly string[]) {
  transfers.forget(...keys)
  written.letGo(...keys)
}

const refresh = () => void outbox.refresh().catch(() => undefined)

const AGAIN_MS = 3000
const hints = hintsOn('outbox')

export const outbox: Outbox = new Outbox({
  written,
  ...bringing({ written, transfers, sendingTo, refresh }),
  send: (item) => (item.ticketId ? commentOnce(item, item.ticketId) : sendOnce(item)),
  changed: (items) => useOutgoing.setState({ items }),
  letGo,
  connected,
  another: () => connectionOr(AGAIN_MS),
  pause,
  alone,
  tell: hints.tell,
})

hints.onTold(refresh)
// A window that died between writing and telling: its messages are found when this one looks the next time.
onConnected(refresh)
useStanding.subscribe(({ checked }, before) => {
  if (checked !== before.checked) refresh()
})

onEvents((events) => {
  for (const event of events) {
    if (event.kind !== 'message.added') continue
    const { clientMessageId } = event.body.message
    if (clientMessageId) outbox.arrived(clientMessageId)
  }
})

export type Letter = Pick<
  Unqueued,
  'conversationId' | 'content' | 'visibility' | 'ticketId' | 'seenSeq' | 'attachments' | 'hold'
>

/** Queues a message, or with `ticketId` a comment. Resolves once it is on disk, and it shows in the thread. */
export function send(letter: Letter) {
  const mentions = namedIn(letter)
  const stamp = { clientMessageId: newId(), writtenAt: new Date().toISOString() }
  return outbox.add({ ...letter, ...stamp, ...(mentions.length > 0 && { mentions }) })
}

const namedIn = ({ visibility, content }: Letter) =>
  visibility === 'internal' ? mentionedIn(content, teammates(useWorld.getState().agents)) : []

/** Whether only another window can take a message back: it alone has its files. Once it has not, the queue is looked at again. */
export const isOutOfReach = (item: Outgoing) => written.isOutOfReach(item, refresh)

/** Makes a refused message the draft of its conversation, and answers the files that were to go with it. */
export async function takeBack(item: Outgoing, draft: Draft) {
  const files = await written.takeBack(item, draft)
  hints.tell()
  await outbox.refresh()
  return files
}
