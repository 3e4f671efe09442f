import { setImmediate as turn } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { createHandlers } from './handlers.ts'
import type { ShellParts } from './handlers.ts'

function shell({ isConfirmed = true } = {}) {
  let url = 'http://127.0.0.1:3000'
  const reload = vi.fn<() => void>()
  const choose = vi.fn<(next: string) => void>((next) => void (url = next))
  const confirmServer = vi.fn<(url: string) => Promise<boolean>>(async () => isConfirmed)
  const unused = () => {
    throw new Error('not part of this test')
  }
  const parts: ShellParts = {
    server: { url: () => url, choose },
    confirmServer,
    secrets: { read: unused, write: unused, clear: unused },
    badge: { set: unused },
    notifications: { show: unused, withdraw: unused },
    windows: { isFocused: () => false, reload },
    events: { ready: unused },
    native: {
      count: unused,
      handlers: { 'app.get': unused, 'app.set': unused, 'standing.set': unused },
    },
    power: { state: unused },
  }
  return { handlers: createHandlers(parts), reload, choose, confirmServer }
}

it('a new server is confirmed by the person, kept, and then the page is loaded anew', async () => {
  const { handlers, reload, choose, confirmServer } = shell()
  const answer = await handlers['server.set']({ url: ' https://Help.Example/inbox?x#y ' })
  expect(answer).toEqual({ changed: true, url: 'https://help.example' })
  expect(confirmServer).toHaveBeenCalledWith('https://help.example')
  expect(choose).toHaveBeenCalledWith('https://help.example')
  expect(reload).not.toHaveBeenCalled()
  await turn()
  expect(reload).toHaveBeenCalledOnce()
  expect(await handlers['server.get'](undefined)).toEqual({ url: 'https://help.example' })
})

it('a page cannot point the app elsewhere without the person', async () => {
  const { handlers, reload, choose } = shell({ isConfirmed: false })
  const answer = await handlers['server.set']({ url: 'https://evil.example' })
  expect(answer).toEqual({ changed: false, why: 'declined' })
  await turn()
  expect(choose).not.toHaveBeenCalled()
  expect(reload).not.toHaveBeenCalled()
})

it('the same server, or none at all, asks nobody and changes nothing', async () => {
  const { handlers, confirmServer } = shell()
  expect(await handlers['server.set']({ url: '127.0.0.1:3000' })).toEqual({
    changed: false,
    why: 'same_address',
  })
  expect(await handlers['server.set']({ url: 'javascript:alert(1)' })).toEqual({
    changed: false,
    why: 'invalid_address',
  })
  expect(confirmServer).not.toHaveBeenCalled()
})
