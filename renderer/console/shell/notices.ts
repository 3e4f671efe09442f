import type { Route as ShellRoute } from '../../../electron/bridge/contract.ts'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { words } from '../../words/useWords.ts'
import { desktop } from '../host/desktop.ts'
import { isAttended } from '../host/focus.ts'
import { notify } from '../host/notify.ts'
import { isIn, unreadOf } from '../inbox/views.ts'
import { onEvents, world } from '../sync/store.ts'
import { navigate } from './navigation.ts'
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

// After a long absence one notification for each of the last few is enough.
const MOST = 5

/** The events that somebody must hear of, at most one for each conversation, the newest. */
export function noticeable(events: readonly StreamEvent[]) {
  const newest = new Map<string, StreamEvent>()
  for (const event of events) {
    const id = event.refs.conversationId
    if (!id || event.refs.channel === 'ticket') continue
    const isNew = event.kind === 'conversation.started'
    const isSaid = event.kind === 'message.added' && event.body.message.author.type === 'customer'
    if (!isNew && !isSaid) continue
    newest.delete(id)
    newest.set(id, event)
  }
  return [...newest.values()].slice(-MOST)
}

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
