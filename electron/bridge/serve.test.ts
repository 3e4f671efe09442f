import { describe, expect, it, vi } from 'vitest'
import { isOurs } from '../scheme.ts'
import { CALLS } from './channels.ts'
import { contract } from './contract.ts'
import type { CallName } from './contract.ts'
import { serveBridge } from './serve.ts'
import type { BridgeParts, Handlers } from './serve.ts'

const OURS = { url: 'frontdesk-app://console/inbox', parent: null }
const ID = '0192f0c1-2222-7333-8444-555566667777'

type Frame = { url: string; parent: object | null }
type Ask = (frame: Frame | null, name: unknown, input?: unknown) => Promise<unknown>

const WINDOW = {}

function bridge(overrides: Partial<Handlers> = {}, sender: unknown = WINDOW) {
  const called: unknown[] = []
  const names = Object.keys(contract.calls) as CallName[]
  const handlers = Object.fromEntries(
    names.map((name) => [name, (input: unknown) => void called.push([name, input])]),
  ) as unknown as Handlers
  const onFailure = vi.fn<BridgeParts['onFailure']>()
  let answer: Ask = () => Promise.reject(new Error('nothing is served'))
  serveBridge({
    ipc: {
      handle(channel, listener) {
        expect(channel).toBe(CALLS)
        answer = (senderFrame, name, input) => listener({ senderFrame, sender }, name, input)
      },
    },
    isOurs,
    isCurrent: (asking) => asking === WINDOW,
    handlers: { ...handlers, ...overrides },
    onFailure,
  })
  return { ask: answer, called, onFailure }
}

describe('who may use the bridge', () => {
  it.each([
    ['a sub-frame of ours', { url: OURS.url, parent: OURS }],
    ['a foreign page', { url: 'https://evil.example/', parent: null }],
    ['the server itself', { url: 'http://127.0.0.1:3000/', parent: null }],
    ['a file', { url: 'file:///etc/passwd', parent: null }],
    ['a look-alike host', { url: 'frontdesk-app://console.evil.example/', parent: null }],
    ['another host of the scheme', { url: 'frontdesk-app://evil/', parent: null }],
    ['a host behind a user name', { url: 'frontdesk-app://console@evil/', parent: null }],
    ['a prefix of our scheme', { url: 'frontdesk-app-x://console/', parent: null }],
    ['a blank page', { url: 'about:blank', parent: null }],
    ['a page without an address', { url: '', parent: null }],
    ['a frame that is gone', null],
  ])('not %s', async (_who, frame) => {
    const { ask, called } = bridge()
    expect(await ask(frame, 'badge.set', { count: 1 })).toMatchObject({
      ok: false,
      code: 'not_allowed',
    })
    expect(called).toEqual([])
  })

  it('not the window of a profile that was left', async () => {
    const { ask, called } = bridge({}, { another: 'window' })
    const write = await ask(OURS, 'secret.write', { name: 'refreshToken', value: 'of before' })
    expect(write).toMatchObject({ ok: false, code: 'not_allowed' })
    expect(called).toEqual([])
  })

  it('the top frame of the console', async () => {
    const { ask } = bridge({ 'badge.set': () => ({ shown: true }) })
    expect(await ask(OURS, 'badge.set', { count: 1 })).toEqual({ ok: true, value: { shown: true } })
  })
})

describe('what it may say', () => {
  const route = { view: 'conversation', id: ID }
  const notification = { id: 'm1', title: 'Ann', body: 'Hello', route }

  it.each<[string, unknown, unknown]>([
    ['an unknown call', 'shell.exec', 'ls'],
    ['a call every object has', 'constructor', undefined],
    ['a call that is the prototype', '__proto__', {}],
    ['a call that is no text', 7, {}],
    ['no input', 'badge.set', undefined],
    ['null', 'badge.set', null],
    ['text for a number', 'badge.set', { count: '3' }],
    ['a negative count', 'badge.set', { count: -1 }],
    ['a broken count', 'badge.set', { count: 1.5 }],
    ['not a number at all', 'badge.set', { count: Number.NaN }],
    ['an unknown field', 'badge.set', { count: 1, app: 'other' }],
    ['input where none belongs', 'server.get', { url: 'x' }],
    ['an unknown secret', 'secret.read', { name: '__proto__' }],
    ['an oversized secret', 'secret.write', { name: 'refreshToken', value: 'x'.repeat(16_385) }],
    ['an empty secret', 'secret.write', { name: 'refreshToken', value: '' }],
    ['an oversized address', 'profile.add', { place: 'server', url: 'a'.repeat(3000) }],
    ['a profile by no id', 'profile.use', { id: '../other' }],
    ['an oversized text', 'notification.show', { ...notification, body: 'x'.repeat(10_001) }],
    ['a route outside', 'notification.show', { ...notification, route: { view: 'settings' } }],
    ['a made-up id', 'notification.show', { ...notification, route: { ...route, id: '../1' } }],
    ['an address as route', 'notification.show', { ...notification, route: 'https://evil' }],
  ])('not %s', async (_what, name, input) => {
    const { ask, called } = bridge()
    expect(await ask(OURS, name, input)).toMatchObject({ ok: false, code: 'invalid_input' })
    expect(called).toEqual([])
  })

  it('says which field is wrong', async () => {
    const { ask } = bridge()
    expect(await ask(OURS, 'badge.set', { count: -1 })).toMatchObject({
      message: expect.stringContaining('count') as string,
    })
  })
})

describe('what comes back', () => {
  it('a failure is reported to the shell and says nothing of its cause to the page', async () => {
    const cause = new Error('/home/ann/.config/secrets.json is locked')
    const { ask, onFailure } = bridge({ 'secret.clear': () => Promise.reject(cause) })
    expect(await ask(OURS, 'secret.clear', { name: 'refreshToken' })).toEqual({
      ok: false,
      code: 'failed',
      message: 'secret.clear did not succeed',
    })
    expect(onFailure).toHaveBeenCalledWith('secret.clear', cause)
  })

  it('an answer that breaks the contract does not leave the shell', async () => {
    const wrong = { value: 'secret', storage: 'disk' } as unknown as {
      value: null
      storage: 'memory'
    }
    const { ask, onFailure } = bridge({ 'secret.read': () => wrong })
    expect(await ask(OURS, 'secret.read', { name: 'refreshToken' })).toMatchObject({
      ok: false,
      code: 'failed',
    })
    expect(onFailure).toHaveBeenCalledOnce()
  })
})
