import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, Socket as NetSocket } from 'node:net'
import type { Server, Socket } from 'socket.io'
import { io as connect } from 'socket.io-client'
import { afterEach, expect, test, vi } from 'vitest'
import { unlimited } from '../http/limit.ts'
import { createSocketServer } from './server.ts'

const closing: Array<() => unknown> = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const close of closing.splice(0).toReversed()) await close()
})

/** A server with one client of a transport; `told` is what the client has received. */
async function lineOver(transport: 'websocket' | 'polling') {
  const http = createServer()
  const options = {
    allows: () => true,
    handshakes: unlimited,
    proxies: 0,
    onSharedAddress: () => undefined,
  }
  const server: Server = createSocketServer(http, options)
  closing.push(() => server.close())
  await once(http.listen(0, '127.0.0.1'), 'listening')
  const arrived = once(server, 'connection') as Promise<[Socket]>
  const { port } = http.address() as AddressInfo
  const client = connect(`http://127.0.0.1:${port}`, { transports: [transport] })
  closing.push(() => client.close())
  const told: number[] = []
  client.on('number', (number: number) => told.push(number))
  const [socket] = await arrived
  return { socket, told, client }
}

const numbers = Array.from({ length: 40 }, (_, index) => index)

test.each(['websocket', 'polling'] as const)(
  'all that is sent arrives, in order (%s)',
  async (by) => {
    const { socket, told, client } = await lineOver(by)
    const isTold = new Promise((resolve) => client.on('end', resolve))
    for (const number of numbers) {
      socket.emit('number', number)
      if (number % 7 === 0) await Promise.resolve()
      if (number % 10 === 0) await new Promise(setImmediate)
    }
    socket.emit('end')
    await isTold
    expect(told).toEqual(numbers)
  },
)

test('what is sent in one turn leaves in one write', async () => {
  const { socket, told, client } = await lineOver('websocket')
  client.on('ready', (answer: () => void) => answer())
  await socket.timeout(10_000).emitWithAck('ready')
  const write = vi.spyOn(NetSocket.prototype as unknown as { _writev(): void }, '_writev')
  const isTold = new Promise((resolve) => client.on('end', resolve))
  for (const number of numbers) socket.emit('number', number)
  await Promise.resolve()
  socket.emit('end')
  expect(write).not.toHaveBeenCalled()
  await isTold
  expect(write).toHaveBeenCalledTimes(1)
  expect(told).toEqual(numbers)
})

test('what was sent right before the end still leaves', async () => {
  const { socket, told, client } = await lineOver('websocket')
  const isOver = new Promise((resolve) => client.once('disconnect', resolve))
  for (const number of numbers) socket.emit('number', number)
  socket.disconnect(true)
  await isOver
  expect(told).toEqual(numbers)
})
