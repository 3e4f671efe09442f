import type { Route as ShellRoute } from '../../../electron/bridge/contract.ts'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { saidIn } from '../../files/looks.ts'
import { words } from '../../words/useWords.ts'
import { desktop } from '../host/desktop.ts'
import { isAttended } from '../host/focus.ts'
import { notify } from '../host/notify.ts'
import { isIn, unreadOf } from '../inbox/views.ts'
import { onEvents, world } from '../sync/store.ts'
import { navigate } from './navigation.ts'
import { noticeable } from './noticeable.ts'
import { HOME, type Route, toConversation, toTicket } from './route.ts'

/** Where a notification or a link of the shell leads in the console. */
function routeFrom(route: ShellRoute): Route {
  switch (route.view) {
    case 'inbox':
      return HOME
    case 'conversation':
      return toConversation(route.id)
    case 'ticket':
      return toTicket(route.id)
  }
}

const go = (route: ShellRoute) => navigate(routeFrom(route))

/** What a notification says of an event; null when nobody needs to hear of it any more. */
function textOf(event: StreamEvent, conversation: Conversation) {
  const { notice } = words()
  if (event.kind === 'message.added') {
    if (unreadOf(conversation) === 0) return null
    const { message } = event.body
    const { id, author } = message
    return { id, title: notice.message(author.name), body: saidIn(message).slice(0, 300) }
  }
  const name = conversation.visitorName || conversation.customer.name
  if (event.kind !== 'conversation.changed')
    return { id: conversation.id, title: notice.newChat(name), body: '' }
  const by = event.body.by?.name
  return {
    id: `given ${event.seq}`,
    title: notice.forYou(name),
    body: by ? notice.forYouFrom(by) : '',
  }
}

function show(event: StreamEvent, agentId: string) {
  const id = event.refs.conversationId
  const conversation = id ? world().conversations[id]?.value : undefined
  if (!id || !conversation) return
  const isOurs = isIn('mine', conversation, agentId) || isIn('unassigned', conversation, agentId)
  const text = isOurs ? textOf(event, conversation) : null
  if (text) notify({ ...text, route: { view: 'conversation', id } }, go)
}

/** Tells the agent of chats and messages while they look elsewhere, and follows the shell's links. */
export function watchNotices(agentId: string) {
  const endEvents = onEvents((events) => {
    if (isAttended()) return
    for (const event of noticeable(events, agentId)) show(event, agentId)
  })
  const endRoutes = desktop?.route.onOpen(({ route }) => go(route))
  void desktop?.bridge.ready()
  return () => {
    endEvents()
    endRoutes?.()
  }
}
