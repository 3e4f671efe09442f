import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { clientAddress, isShared, trusting } from './proxies.ts'

const PEER = '127.0.0.1'

it.each([
  [0, undefined, PEER],
  [0, '1.1.1.1', PEER],
  [1, undefined, PEER],
  [1, '1.1.1.1', '1.1.1.1'],
  [1, '6.6.6.6, 1.1.1.1', '1.1.1.1'],
  [1, '6.6.6.6,1.1.1.1', '1.1.1.1'],
  [2, '6.6.6.6, 1.1.1.1, 2.2.2.2', '1.1.1.1'],
  [2, '2.2.2.2', '2.2.2.2'],
])(
  'behind %i proxies a client that came by %s is at %s, for requests as for sockets',
  async (...row) => {
    const [proxies, forwarded, address] = row
    expect(clientAddress(PEER, forwarded, proxies)).toBe(address)
    const app = Fastify({ trustProxy: trusting(proxies) })
    app.get('/', (request) => request.ip)
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
    expect((await app.inject({ url: '/', headers, remoteAddress: PEER })).body).toBe(address)
  },
)

it.each([
  ['a proxy beside us that we were not told of', '127.0.0.1', '1.1.1.1', 0, true],
  ['one in the network of the containers', '::ffff:172.18.0.3', '1.1.1.1', 0, true],
  ['one by the newer protocol', '::1', '1.1.1.1', 0, true],
  ['one that we were told of', '127.0.0.1', '1.1.1.1', 1, false],
  ['a client that comes by itself', '127.0.0.1', undefined, 0, false],
  ['a client from afar that says somebody sent it', '9.9.9.9', '1.1.1.1', 0, false],
])('an address is everybody’s behind %s: %s, %s, %i: %s', (...row) => {
  const [, peer, forwarded, proxies, is] = row
  expect(isShared(peer, forwarded, proxies)).toBe(is)
})
