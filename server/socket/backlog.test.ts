import { EventEmitter, once } from 'node:events'
import type { Server } from 'socket.io'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { onSqlite } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import type { TestSocket } from '../../tests/support/sockets.ts'
import { createMetrics } from '../metrics.ts'
import { dropStuck } from './backlog.ts'

const LONG = 'x'.repeat(9_900)
const BURST = 50
const MOST_BURSTS = 100

/** A console that says hello and from then on reads nothing. */
async function openMute({ url, adminToken }: TestServer): Promise<WebSocket> {
  const line = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  line.on('error', () => {})
  await new Promise<void>((resolve) => {
    line.on('message', (data: Buffer) => {
      const text = data.toString()
      if (text.startsWith('0')) line.send(`40/console,${JSON.stringify({ token: adminToken })}`)
      if (text.startsWith('42/console,["hello"')) resolve()
    })
  })
  line.pause()
  return line
}

const droppedOf = async ({ anonymous }: TestServer) => {
  const { body } = await anonymous.get('/metrics')
  return /^frontdesk_sockets_dropped_total\{reason="backlog"\} (\d+)$/m.exec(body)?.[1]
}

async function sayMuch(customer: TestSocket, sessionId: string, burst: number): Promise<void> {
  const answers = await Promise.all(
    Array.from({ length: BURST }, (_, index) =>
      customer.ask('sendMessage', {
        sessionId,
        content: `${burst} ${index} ${LONG}`,
        senderType: 'customer',
      }),
    ),
  )
  expect(answers.every(({ success }) => success)).toBe(true)
}

async function allAfter(console: TestSocket, cursor: number): Promise<number[]> {
  const numbers: number[] = []
  for (let at = cursor; ; at = numbers.at(-1) ?? at) {
    const { events, head } = await console.ask('catchUp', { after: at })
    numbers.push(...events.map(({ seq }: { seq: number }) => seq))
    if ((numbers.at(-1) ?? cursor) >= head) return numbers
  }
}

onSqlite('a client that never reads', (create) => {
  it('is dropped, costs nobody else a message, and catches up when it comes back', async () => {
    const on = await create()
    const server = await startServer(on)
    const listening = await server.socket('/console', { token: server.adminToken })
    const { head } = await listening.next('hello')
    const mute = await openMute(server)
    const customer = await server.socket('/chat')
    const { sessionId } = await customer.ask('startChat', {
      customerEmail: 'mai@x.test',
      customerName: 'Mai',
    })
    let bursts = 0
    while ((await droppedOf(server)) === undefined && bursts < MOST_BURSTS)
      await sayMuch(customer, sessionId, bursts++)
    expect(await droppedOf(server)).toBe('1')

    const gone = once(mute, 'close')
    mute.resume()
    await gone
    expect(listening.socket.connected).toBe(true)
    expect(customer.socket.connected).toBe(true)
    const back = await server.socket('/console', { token: server.adminToken })
    const missed = await allAfter(back, head)
    expect(missed.length).toBeGreaterThan(bursts * BURST)
    await expect
      .poll(() => listening.received('event').map(({ seq }) => seq), { timeout: 10_000 })
      .toEqual(missed)
    await server.stop()
    await on.drop()
  }, 60_000)
})

describe('a line on which nothing moves', () => {
  afterEach(() => void vi.useRealTimers())

  it('is dropped after half a minute, one that takes a little now and then is not', async () => {
    vi.useFakeTimers()
    const terminate = vi.fn<() => void>()
    const stalled = (name: string) =>
      Object.assign(new EventEmitter(), {
        readyState: 'open',
        transport: { name, writable: false, socket: { terminate } },
        writeBuffer: [] as unknown[],
        close: vi.fn<() => void>(),
      })
    const [stuck, slow] = [stalled('websocket'), stalled('websocket')]
    const [betweenPolls, unpolled] = [stalled('polling'), stalled('polling')]
    unpolled.writeBuffer.push({ data: 'waits' })
    const gone = Object.assign(stalled('websocket'), { readyState: 'closed' })
    const metrics = createMetrics()
    const engine = new EventEmitter()
    const stop = dropStuck({ engine } as unknown as Server, metrics)
    for (const line of [stuck, slow, betweenPolls, unpolled, gone]) {
      engine.emit('connection', line)
      line.emit('packetCreate')
    }
    for (let second = 0; second < 32; second++) {
      if (second % 10 === 0) slow.writeBuffer = []
      await vi.advanceTimersByTimeAsync(1_000)
    }
    stop()
    expect(terminate.mock.contexts).toEqual([stuck.transport.socket])
    expect(unpolled.close).toHaveBeenCalledWith(true)
    expect(betweenPolls.close).not.toHaveBeenCalled()
    expect((await metrics.socketsDropped.get()).values).toEqual([
      { labels: { reason: 'silent' }, value: 2 },
    ])
  })
})
