import { create } from 'zustand'
import { hrefOf, type Route, routeOf } from './route.ts'

const here = () => routeOf(location.pathname, location.search)

export const useRoute = create<{ route: Route }>()(() => ({ route: here() }))

/** Goes to a place. `replace` leaves the present one out of the history. */
export function navigate(to: Route, { replace = false } = {}) {
  const href = hrefOf(to)
  if (href === location.pathname + location.search) return
  if (replace) history.replaceState(null, '', href)
  else history.pushState(null, '', href)
  useRoute.setState({ route: to })
}

/** Follows the browser's own back and forward. */
export function followHistory() {
  addEventListener('popstate', () => useRoute.setState({ route: here() }))
}

/** The conversation that is open at the moment. */
export function openConversation(): string | null {
  const { route } = useRoute.getState()
  return route.screen === 'inbox' ? route.conversationId : null
}
