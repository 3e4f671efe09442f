import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { checkServer } from './server-check.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** A server at a free port that answers like this. */
async function at(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const never = () => new AbortController().signal
const check = (address: string) => checkServer({ fetch, timeout: never }, address)

const HEALTH = JSON.stringify({
  status: 'ok',
  timestamp: '2026-11-27T00:00:00.000Z',
  uptime: 1.5,
  version: '1.0.0',
})

it('a server of ours is found at its health, and its address is tidied', async () => {
  const asked: (string | undefined)[] = []
  const url = await at(({ url: path }, response) => {
    asked.push(path)
    response.end(HEALTH)
  })
  expect(await check(` ${url}/inbox?x `)).toEqual({ url })
  expect(asked).toEqual(['/api/health'])
})

it.each<[string, RequestListener]>([
  ['another program', (_request, response) => void response.writeHead(404).end('Not found')],
  ['a page for everything', (_request, response) => void response.end('<!doctype html>')],
  ['another health', (_request, response) => void response.end('{"status":"ok"}')],
  ['an answer of null', (_request, response) => void response.end('null')],
])('%s is no server of ours', async (_who, answer) => {
  expect(await check(await at(answer))).toEqual({ why: 'not_frontdesk' })
})

it('no more is read of an endless answer than a server of ours would say', async () => {
  let isOpen = true
  const url = await at((_request, response) => {
    const pour = () => {
      if (isOpen && response.write('x'.repeat(65_536))) setImmediate(pour)
      else response.once('drain', pour)
    }
    response.on('close', () => (isOpen = false))
    pour()
  })
  expect(await check(url)).toEqual({ why: 'not_frontdesk' })
  await expect.poll(() => isOpen, { timeout: 10_000 }).toBe(false)
})

it('one that sends on elsewhere is said, and not followed', async () => {
  let hits = 0
  const other = await at((_request, response) => {
    hits++
    response.end(HEALTH)
  })
  const url = await at((_request, response) => {
    response.writeHead(302, { location: `${other}/api/health` }).end()
  })
  expect(await checkServer({ fetch: redirecting, timeout: never }, url)).toEqual({
    why: 'redirected',
  })
  expect(hits).toBe(0)
})

/** Node hides the reason in the cause; Electron says it. */
async function redirecting(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, init).catch((error: Error) => {
    throw new Error(String(error.cause))
  })
}

it('what is no address is asked of nobody', async () => {
  let isAsked = false
  const asking = async () => {
    isAsked = true
    return new Response(HEALTH)
  }
  const answer = await checkServer({ fetch: asking, timeout: never }, 'javascript:alert(1)')
  expect([answer, isAsked]).toEqual([{ why: 'invalid_address' }, false])
})

it.each([
  ['net::ERR_NAME_NOT_RESOLVED', 'not_found'],
  ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
  ['net::ERR_CONNECTION_REFUSED', 'unreachable'],
  ['net::ERR_ADDRESS_UNREACHABLE', 'unreachable'],
  ['net::ERR_CONNECTION_TIMED_OUT', 'timeout'],
  ['net::ERR_TIMED_OUT', 'timeout'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'certificate_untrusted'],
  ['net::ERR_CERT_DATE_INVALID', 'certificate_expired'],
  ['net::ERR_CERT_COMMON_NAME_INVALID', 'certificate_other_name'],
  ['net::ERR_CERT_REVOKED', 'certificate'],
  ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'certificate'],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'not_secure'],
  ['net::ERR_INVALID_HTTP_RESPONSE', 'not_frontdesk'],
  ["Attempted to redirect, but redirect policy was 'error'", 'redirected'],
  ['something new', 'unreachable'],
])('%s is %s', async (message, why) => {
  const failing = () => Promise.reject(new Error(message))
  expect(await checkServer({ fetch: failing, timeout: never }, 'https://help.example')).toEqual({
    why,
  })
})

it('a server that takes too long is said to, whatever the error is', async () => {
  const tooLong = AbortSignal.abort()
  const hanging = () => Promise.reject(new Error('net::ERR_ABORTED'))
  const parts = { fetch: hanging, timeout: () => tooLong }
  expect(await checkServer(parts, 'https://help.example')).toEqual({ why: 'timeout' })
})
