import { useEffect } from 'react'
import { useWords } from '../../words/useWords.ts'
import { showBadge } from '../host/badge.ts'
import { useUnread } from '../inbox/unread.ts'
import { useWorld } from '../sync/store.ts'
import type { World } from '../sync/world.ts'
import { useRoute } from './navigation.ts'
import type { Route } from './route.ts'

/** What is open on a screen: whose conversation, which ticket, which customer. */
function nameOf(route: Route, world: World) {
  const { conversations, tickets, tasks, deals, customers, companies } = world
  switch (route.screen) {
    case 'inbox':
      return conversations[route.conversationId ?? '']?.value?.customer.name
    case 'tickets':
      return tickets[route.ticketId ?? '']?.value?.ticketNumber
    case 'tasks':
      return tasks[route.taskId ?? '']?.value?.title
    case 'deals':
      return deals[route.dealId ?? '']?.value?.title
    case 'customers':
      return customers[route.customerId ?? '']?.value?.name
    case 'companies':
      return companies[route.companyId ?? '']?.value?.name
    case 'notifications':
    case 'reports':
    case 'team':
    case 'canned':
    case 'settings':
      return undefined
  }
}

/** Where one is, in the window's title, after the unread count; the count is on the badge, too. */
export function useTitle() {
  const { app, rail } = useWords()
  const unread = useUnread()
  const route = useRoute((state) => state.route)
  const name = useWorld((world) => nameOf(route, world)) ?? rail[route.screen]
  const place = `${name} · ${app.name}`
  const title = unread > 0 ? `${app.unread(unread)} ${place}` : place
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => showBadge(unread), [unread])
  useEffect(
    () => () => {
      document.title = app.name
    },
    [app],
  )
}
