import { auditRoutes } from '../audit/index.ts'
import { analyticsRoutes } from '../analytics/index.ts'
import { cannedReplyRoutes } from '../canned-replies/index.ts'
import { inboxRoutes } from '../conversations/index.ts'
import { crispRoutes } from '../crisp/index.ts'
import { companyRoutes } from '../companies/index.ts'
import { customerFieldRoutes } from '../customer-fields/index.ts'
import { customerRoutes } from '../customers/index.ts'
import { draftRoutes } from '../drafts/index.ts'
import { duplicateRoutes } from '../duplicates/index.ts'
import { fileLinkRoutes, uploadRoutes } from '../files/index.ts'
import { serveClients } from '../http/assets.ts'
import { healthRoutes } from '../http/health.ts'
import { serveApiReference } from '../http/openapi.ts'
import { createHttp } from '../http/server.ts'
import type { Http } from '../http/types.ts'
import { importRoutes } from '../imports/index.ts'
import { inboxActRoutes } from '../inbox/index.ts'
import { apiKeyRoutes, identityRoutes } from '../identity/index.ts'
import { linkRoutes } from '../linking/index.ts'
import { mergingRoutes } from '../merging/index.ts'
import { notificationRoutes } from '../notifications/index.ts'
import { privacyRoutes } from '../privacy/index.ts'
import { routingRoutes } from '../routing/index.ts'
import { scheduledRoutes } from '../scheduled/index.ts'
import { segmentRoutes } from '../segments/index.ts'
import { searchRoutes } from '../search/index.ts'
import { chatSettingsRoutes, settingsRoutes } from '../settings/index.ts'
import type { Shared } from '../shared.ts'
import { tagRoutes } from '../tags/index.ts'
import { dealRoutes } from '../deals/index.ts'
import { taskRoutes } from '../tasks/index.ts'
import { ticketRoutes } from '../tickets/index.ts'
import { timelineRoutes } from '../timeline/index.ts'
import { savedViewRoutes } from '../views/index.ts'
import {
  blockRoutes,
  chatRoutes,
  proactiveRoutes,
  transcriptRoutes,
  widgetRoutes,
} from '../webchat/index.ts'
import type { Parts } from './parts.ts'

/** The routes that need nothing but the request. */
const SLICES = [
  apiKeyRoutes,
  auditRoutes,
  analyticsRoutes,
  settingsRoutes,
  routingRoutes,
  notificationRoutes,
  chatRoutes,
  widgetRoutes,
  blockRoutes,
  inboxRoutes,
  inboxActRoutes,
  savedViewRoutes,
  tagRoutes,
  linkRoutes,
  mergingRoutes,
  scheduledRoutes,
  segmentRoutes,
  searchRoutes,
  cannedReplyRoutes,
  companyRoutes,
  customerFieldRoutes,
  customerRoutes,
  draftRoutes,
  duplicateRoutes,
  dealRoutes,
  taskRoutes,
  timelineRoutes,
  ticketRoutes,
]

/** The HTTP door: every slice's routes, health, the API reference and the built clients. */
export async function composeHttp(parts: Parts, dist: string): Promise<Http> {
  const { config, keys, limits } = parts
  const http = await createHttp({
    ...parts,
    https: config.PUBLIC_URL?.startsWith('https:') ?? false,
  })
  identityRoutes(http, { keys, limits })
  for (const routes of SLICES) routes(http)
  chatSettingsRoutes(http, parts.sealer)
  transcriptRoutes(http, keys)
  proactiveRoutes(http, parts)
  uploadRoutes(http, parts)
  privacyRoutes(http, parts.store)
  importRoutes(http, parts.store)
  crispRoutes(http, parts.crisp)
  fileLinkRoutes(http, keys, parts.store)
  healthRoutes(http, {
    ...parts,
    metricsToken: config.METRICS_TOKEN,
    conveniences: conveniencesOf(parts.shared),
  })
  await serveApiReference(http)
  await serveClients(http, dist)
  return http
}

const conveniencesOf = ({ redis }: Shared) => (redis ? { redis: () => redis.isReachable() } : {})
