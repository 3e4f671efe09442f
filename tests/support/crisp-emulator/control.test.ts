import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openControl } from './control/control.ts'
import { createDemo } from './demo.ts'
import type { Door } from './door.ts'
import { type CrispEmulator, startCrispEmulator } from './emulator.ts'
import { keepStore, keptStore } from './keeping.ts'
import { createClient } from './sdk.ts'
import { SCENARIOS } from './scenarios.ts'

const TOKEN = 'the token of the control door'

let emulator: CrispEmulator
let control: Door

beforeEach(async () => {
  emulator = await startCrispEmulator()
  control = await openControl(emulator, { token: TOKEN })
})

afterEach(async () => {
  await control.close()
  await emulator.stop()
})

const call = (path: string, body?: object, token = TOKEN) =>
  fetch(control.url + path, {
    headers: { authorization: `Bearer ${token}` },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  })
const act = async (name: string, ...args: unknown[]) => {
  const response = await call('/control/act', { name, args })
  return (await response.json()) as { result?: never; message?: string }
}

it('does over HTTP what the acts do, and shows it', async () => {
  const meta = { nickname: 'Trần Lan', email: 'lan@example.vn' }
  const { result: session } = await act('visitorArrives', emulator.websiteId, meta)
  await act('visitorSays', session, 'Chào bạn')
  await act('operatorSays', session!, 'Chào chị')
  await act('setState', session, 'resolved')
  const thread = await call(`/control/conversation?session=${session}`)
  expect(await thread.json()).toMatchObject({
    state: 'resolved',
    meta,
    messages: [{ content: 'Chào bạn' }, { content: 'Chào chị' }],
  })
  const truth = await call('/control/truth')
  expect(await truth.json()).toEqual(emulator.truth())
})

it('is closed to whoever has not its token', async () => {
  const refused = await call('/control/act', { name: 'closeRest' }, 'a guess')
  expect(refused.status).toBe(401)
  expect((await call('/control/conversations', undefined, '')).status).toBe(401)
  expect(emulator.rest.isOpen).toBe(true)
})

it('names what it can do when asked for something else', async () => {
  const { message } = await act('dance')
  expect(message).toContain('visitorSays')
})

it('makes trouble on request', async () => {
  await act('failNext', { fault: { kind: 'answer', status: 420 } })
  const client = createClient(emulator)
  const ask = () => client.plugin.getConnectAccount()
  await expect(ask()).rejects.toMatchObject({ code: 420 })
  await act('limit', { perDay: 0 })
  await expect(ask()).rejects.toMatchObject({ code: 429 })
  const counted = await call('/control/requests')
  expect(await counted.json()).toEqual({ 'GET /plugin/connect/account': 2 })
})

it('gives out the files that were attached', async () => {
  const kept = await fetch(`${control.url}/control/file?name=h%C3%B3a%20%C4%91%C6%A1n.txt`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'text/plain' },
    body: 'forty-two',
  })
  const file = (await kept.json()) as { name: string; url: string }
  expect(file.name).toBe('hóa đơn.txt')
  const given = await fetch(file.url)
  expect([given.headers.get('content-type'), await given.text()]).toEqual([
    'text/plain',
    'forty-two',
  ])
})

it.each(Object.keys(SCENARIOS))('plays "%s" and works afterwards', async (name) => {
  await act(`scenario: ${name}`)
  emulator.faults.clear()
  expect([emulator.rest.isOpen, emulator.rtmDoor.isOpen]).toEqual([true, true])
  expect(emulator.feed.delivery).toBe('once')
  await createClient(emulator).plugin.getConnectAccount()
})

it('has demo websites in two languages, with every type of message, the same each time', () => {
  const now = Date.UTC(2026, 10, 26)
  const [english, vietnamese] = [...createDemo(now).websites.values()]
  const [again] = [...createDemo(now).websites.values()]
  expect(again).toEqual(english)
  const messages = [
    ...english!.conversations.values(),
    ...vietnamese!.conversations.values(),
  ].flatMap((conversation) => conversation.messages)
  expect([...new Set(messages.map(({ type }) => type))].toSorted()).toEqual(
    'animation audio carousel event field file note picker text'.split(' '),
  )
  expect(english!.conversations.size).toBeGreaterThan(100)
  expect(vietnamese!.conversations.size).toBeGreaterThan(100)
  expect(messages.every(({ timestamp }) => timestamp <= now)).toBe(true)
})

it('keeps its state in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'crisp-'))
  const path = join(folder, 'kept/store.json')
  expect(keptStore(path)).toBeUndefined()
  const demo = createDemo(Date.UTC(2026, 10, 26), 20)
  keepStore(path, demo)
  expect(keptStore(path)).toEqual(demo)
  rmSync(folder, { recursive: true })
})
