import type { Conversation } from '../../../server/contract/conversations.ts'
import { sayReceived } from './command.ts'
import { onConnected } from './connection.ts'
import { useStanding, useWorld, world } from './store.ts'

const CALM_MS = 300
const SPREAD_MS = 500

const isDue = (conversation: Conversation, said: ReadonlyMap<string, number>) =>
  conversation.channel !== 'ticket' &&
  conversation.headSeq > Math.max(conversation.agentGotSeq, said.get(conversation.id) ?? 0)

/**
 * Tells the server how far this client has the messages of each conversation it knows; the customer sees it. A little
 * later at each console than at the next: what one has said the others need not say again.
 */
export function watchReceived() {
  const said = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function tell() {
    timer = undefined
    if (useStanding.getState().mark !== 'inSync') return
    for (const { value } of Object.values(world().conversations)) {
      if (!value || !isDue(value, said)) continue
      said.set(value.id, value.headSeq)
      sayReceived(value.id, value.headSeq)
    }
  }
  const soon = () => (timer ??= setTimeout(tell, CALM_MS + Math.random() * SPREAD_MS))

  const ends = [
    useWorld.subscribe(({ conversations }, before) => {
      if (conversations !== before.conversations) soon()
    }),
    useStanding.subscribe(({ mark }) => void (mark === 'inSync' && soon())),
    // What was said on the old connection may not have arrived.
    onConnected(() => said.clear()),
  ]
  return () => {
    clearTimeout(timer)
    for (const end of ends) end()
  }
}
