import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { clientAddress, trusting } from './proxies.ts'

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
