import type { Route as ShellRoute } from '../../../electron/bridge/contract.ts'
import type { StreamEvent } from '../../../server/contract/events.ts'
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

function show(event: StreamEvent, agentId: string) {
  const id = event.refs.conversationId
  const conversation = id ? world().conversations[id]?.value : undefined
  if (!id || !conversation) return
  const isOurs = isIn('mine', conversation, agentId) || isIn('unassigned', conversation, agentId)
  if (!isOurs) return
  const { notice } = words()
  const route = { view: 'conversation', id } as const
  if (event.kind === 'message.added') {
    if (unreadOf(conversation) === 0) return
    const { message } = event.body
    notify(
      {
        id: message.id,
        title: notice.message(message.author.name),
        body: message.content.slice(0, 300),
        route,
      },
      go,
    )
  } else {
    notify({ id, title: notice.newChat(conversation.visitorName), body: '', route }, go)
  }
}

/** Tells the agent of chats and messages while they look elsewhere, and follows the shell's links. */
export function watchNotices(agentId: string) {
  const endEvents = onEvents((events) => {
    if (isAttended()) return
    for (const event of noticeable(events)) show(event, agentId)
  })
  const endRoutes = desktop?.route.onOpen(({ route }) => go(route))
  void desktop?.bridge.ready()
  return () => {
    endEvents()
    endRoutes?.()
  }
}
