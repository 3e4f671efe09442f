import type { IncomingHttpHeaders } from 'node:http'

/**
 * Where a client is that reached us by so many proxies of ours: each of them adds, at the end of `X-Forwarded-For`, whom
 * it heard from. What stands before that is the client's own word.
 */
export function clientAddress(
  peer: string,
  forwarded: IncomingHttpHeaders[string],
  proxies: number,
): string {
  const told = [forwarded ?? []].flat().flatMap((text) => text.split(','))
  const way = [...told.map((address) => address.trim()).filter(Boolean), peer]
  return way.at(-1 - proxies) ?? way[0] ?? peer
}

/** The same rule for Fastify: which hops, counted back from us, are proxies of ours. */
export const trusting = (proxies: number) => (_address: string, hop: number) => hop < proxies
