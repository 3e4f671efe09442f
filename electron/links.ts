import { routeSchema } from './bridge/contract.ts'
import type { Route } from './bridge/contract.ts'

export const LINK_SCHEME = 'frontdesk'

/** `frontdesk://conversation/<id>` and the like as a route, or null. A link is never loaded. */
export function routeOf(link: string): Route | null {
  const url = link.length <= 200 ? URL.parse(link) : null
  if (url === null || url.protocol !== `${LINK_SCHEME}:`) return null
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return null
  const [, id, ...rest] = url.pathname.split('/')
  if (rest.length > 0) return null
  const route = routeSchema.safeParse(id ? { view: url.host, id } : { view: url.host })
  return route.success ? route.data : null
}

/** The route among the arguments a start or a second start was given, if there is one. */
export function routeIn(argv: readonly string[]): Route | null {
  const link = argv.find((argument) => argument.toLowerCase().startsWith(`${LINK_SCHEME}://`))
  return link === undefined ? null : routeOf(link)
}

type LinkedApp = {
  on(event: 'open-url', listener: (event: { preventDefault(): void }, url: string) => void): unknown
  on(event: 'second-instance', listener: (event: unknown, argv: string[]) => void): unknown
}
type Shell = { open: (route: Route) => void; reveal: () => void }

/** Follows links from all three sides: this start, a second start, and macOS's own event. */
export function followLinks(app: LinkedApp, argv: readonly string[], shell: Shell): void {
  const follow = (route: Route | null) => (route === null ? shell.reveal() : shell.open(route))
  app.on('open-url', (event, url) => {
    event.preventDefault()
    follow(routeOf(url))
  })
  app.on('second-instance', (_event, others) => follow(routeIn(others)))
  const first = routeIn(argv)
  if (first !== null) shell.open(first)
}
