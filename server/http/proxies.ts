import type { IncomingHttpHeaders } from 'node:http'
import { BlockList, isIP } from 'node:net'

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

const NEAR = new BlockList()
for (const [net, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  NEAR.addSubnet(net, prefix, 'ipv4')
NEAR.addAddress('::1', 'ipv6')
NEAR.addSubnet('fc00::', 7, 'ipv6')

/**
 * Whether somebody near passes on what others ask though we were told of no proxy: then everybody seems to be at one
 * address, and nothing may be refused to all of them for what one does.
 */
export const isShared = (
  peer: string,
  forwarded: IncomingHttpHeaders[string],
  proxies: number,
): boolean =>
  proxies === 0 &&
  forwarded !== undefined &&
  isIP(peer) !== 0 &&
  NEAR.check(peer, isIP(peer) === 4 ? 'ipv4' : 'ipv6')

/** The same rule for Fastify: which hops, counted back from us, are proxies of ours. */
export const trusting = (proxies: number) => (_address: string, hop: number) => hop < proxies
