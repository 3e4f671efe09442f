import type { AddressInfo } from 'node:net'
import { request } from 'node:http'
import Fastify from 'fastify'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { limitArrival } from './arrival.ts'
import type { Http } from './types.ts'

let app: Http
let port: number
const answered = Promise.withResolvers<void>()
const patience = { requestMs: 200, streamMs: 60_000, pauseMs: 3_000, refusedMs: 1_000 }
beforeAll(async () => {
  app = Fastify()
  limitArrival(app, patience)
  app.addContentTypeParser('*', async (_request: unknown, body: AsyncIterable<Buffer>) => {
    let size = 0
    for await (const chunk of body) size += chunk.length
    return { size }
  })
  const handler = (asked: { body: unknown }) => asked.body
  app.post('/text', { config: { access: 'public' } }, handler)
  app.post('/file', { config: { access: 'public', isStreamed: true } }, handler)
  const refuse = async () => {
    throw Object.assign(new Error('not signed in'), { statusCode: 401 })
  }
  const config = { access: 'public', isStreamed: true } as const
  const onResponse = async () => answered.resolve()
  app.post('/refused', { config, onRequest: refuse, onResponse }, handler)
  await app.listen({ port: 0 })
  port = (app.server.address() as AddressInfo).port
})
afterEach(() => void vi.useRealTimers())
afterAll(() => app.close())

/** Begins a request of a hundred bytes and sends so many of them, one by one. */
function begin(path: string, bytes: number, everyMs: number) {
  const headers = { 'content-type': 'application/octet-stream', 'content-length': 100 }
  const asked = request({ port, path, method: 'POST', headers })
  let sent = 0
  const timer = setInterval(() => {
    if (sent++ < bytes) asked.write('x')
    else clearInterval(timer)
  }, everyMs)
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    asked.on('error', reject).on('response', (response) => {
      let text = ''
      response.on('data', (part) => (text += String(part)))
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
    asked.flushHeaders()
  }).finally(() => {
    clearInterval(timer)
    asked.destroy()
  })
}

it('gives up a body that does not arrive in time, and says so', async () => {
  const answer = await begin('/text', 3, 10)
  expect(answer.status).toBe(408)
  expect(JSON.parse(answer.text)).toMatchObject({ success: false, code: 'request_timeout' })
})

it('waits for a file longer, as long as its bytes keep coming', async () => {
  expect(await begin('/file', 100, 5)).toEqual({ status: 200, text: '{"size":100}' })
})

it('gives up a file of which nothing more comes', async () => {
  expect((await begin('/file', 3, 10)).status).toBe(408)
})

it('waits no longer for a body that was refused and whose sender is gone', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const before = vi.getTimerCount()
  const headers = { 'content-type': 'application/octet-stream', 'content-length': 5_000_000 }
  const asked = request({ port, path: '/refused', method: 'POST', headers, agent: false })
  asked.on('response', () => asked.destroy()).on('error', () => {})
  asked.write(Buffer.alloc(100_000))
  await answered.promise
  vi.advanceTimersByTime(patience.refusedMs)
  expect(vi.getTimerCount()).toBe(before)
})
