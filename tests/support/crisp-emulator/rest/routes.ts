import { connectRoutes } from './connect-routes.ts'
import { conversationRoutes, stateRoutes } from './conversation-routes.ts'
import { markRoutes, messageRoutes } from './message-routes.ts'
import { peopleRoutes } from './people-routes.ts'
import type { Route } from './router.ts'
import { batchRoutes, websiteRoutes } from './website-routes.ts'

/** Every route of the REST API that the emulator has. */
export function createRoutes(rtmUrl: () => string): Route[] {
  return [
    ...connectRoutes(rtmUrl),
    ...websiteRoutes,
    ...batchRoutes,
    ...conversationRoutes,
    ...stateRoutes,
    ...messageRoutes,
    ...markRoutes,
    ...peopleRoutes,
  ]
}
