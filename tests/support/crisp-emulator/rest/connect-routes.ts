import { pageOf } from '../lists.ts'
import { websitesOf } from '../tokens.ts'
import { websiteView } from '../views.ts'
import { done, listed, ofWebsite, refused, type Route, route } from './router.ts'

/** Who am I, which websites do I have, and where is the RTM. */
export function connectRoutes(rtmUrl: () => string): Route[] {
  const endpoints = () => done('resolved', { socket: { app: rtmUrl() } })
  return [
    route('GET', '/plugin/connect/endpoints', endpoints),
    route('GET', '/website/connect/endpoints', endpoints),
    route('GET', '/user/connect/endpoints', endpoints),
    ofWebsite('GET', '/connect/endpoints', endpoints),
    route('GET', '/plugin/connect/account', ({ token }) =>
      done('resolved', { plugin_id: token.identifier, name: 'Frontdesk' }),
    ),
    route('GET', '/plugin/connect/session', () => done('valid')),
    route('GET', '/plugin/connect/websites/all/:page', ({ token, params, crisp }) => {
      if (token.tier !== 'plugin') return refused(403, 'not_allowed')
      const websites = websitesOf(token, crisp.store).map(websiteView)
      return listed(pageOf(websites, Number(params.page) || 1, 20))
    }),
    route('GET', '/plugin/connect/websites/since', ({ token, crisp }) =>
      done('listed', websitesOf(token, crisp.store).map(websiteView)),
    ),
  ]
}
