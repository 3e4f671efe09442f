import { type Context, dispatch } from './context.ts'
import type { ChatSocket } from './server.ts'

export interface EventSinks {
  typing: (name: string | null) => void
  catchUp: () => void
}

/** Lets what the server announces of this session change the thread. */
export function followEvents(context: Context, socket: ChatSocket, sinks: EventSinks): void {
  const { typing, catchUp } = sinks
  const isOurs = ({ sessionId }: { sessionId: string }) =>
    sessionId === context.store.get().session?.sessionId
  socket.on('newMessage', (message) => {
    if (!isOurs(message)) return
    dispatch(context, { kind: 'announced', message })
    // Nobody can write in a closed chat: an agent has opened it again.
    if (context.store.get().thread.status === 'closed') catchUp()
    if (message.senderType !== 'customer') typing(null)
  })
  socket.on('messageRead', (event) => {
    if (isOurs(event)) dispatch(context, { kind: 'read', by: event.by, seq: event.seq })
  })
  socket.on('chatRead', (event) => {
    if (isOurs(event)) dispatch(context, { kind: 'read', by: 'customer', seq: event.seq })
  })
  socket.on('messageDelivered', (event) => {
    if (isOurs(event)) dispatch(context, { kind: 'delivered', by: event.by, seq: event.seq })
  })
  socket.on('chatRated', (event) => {
    if (isOurs(event)) dispatch(context, { kind: 'rated', rating: event.rating })
  })
  socket.on('userTyping', (event) => {
    if (!isOurs(event)) return
    const { session, thread } = context.store.get()
    // Another tab of the same customer writes under the same name.
    if (event.userName === (thread.customer?.name ?? session?.name)) return
    typing(event.isTyping ? event.userName : null)
  })
  followTurns(context, socket, sinks, isOurs)
}

/** Who comes in, and the chat closed and opened again. */
function followTurns(
  context: Context,
  socket: ChatSocket,
  { typing, catchUp }: EventSinks,
  isOurs: (event: { sessionId: string }) => boolean,
): void {
  socket.on('agentJoined', (event) => {
    const { agentId, agentName: name } = event
    if (isOurs(event)) dispatch(context, { kind: 'joined', agentId, name })
  })
  socket.on('chatClosed', (event) => {
    if (!isOurs(event)) return
    dispatch(context, { kind: 'closed' })
    typing(null)
    // An answer that was under way may still say "active": look again.
    catchUp()
  })
  socket.on('chatReopened', (event) => {
    if (!isOurs(event)) return
    dispatch(context, { kind: 'reopened' })
    catchUp()
  })
  socket.on('chatIdentified', (event) => {
    if (isOurs(event)) catchUp()
  })
}
