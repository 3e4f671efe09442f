import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { stopBeforeQuit } from './ending.ts'
import type { LocalServer } from './local-server.ts'

type Setting = { server: 'none' | 'running'; isInstalling: boolean; isReplaced: boolean }

function ending({ server, isInstalling, isReplaced }: Setting) {
  const done: string[] = []
  const stopped = Promise.withResolvers<void>()
  const app = Object.assign(new EventEmitter(), { quit: () => void done.push('quit') })
  const local: LocalServer = {
    state: () => server,
    url: () => null,
    start: () => undefined,
    async stop() {
      done.push('stop')
      await stopped.promise
      done.push('stopped')
    },
  }
  stopBeforeQuit(app as never, local, {
    isInstalling: () => isInstalling,
    finish: () => (done.push('finish'), isReplaced),
  })
  const leave = () => {
    let isHeld = false
    app.emit('will-quit', { preventDefault: () => (isHeld = true) })
    return isHeld
  }
  return { done, leave, stopped: stopped.resolve }
}

it('an app without a server of its own ends at once', () => {
  const { done, leave } = ending({ server: 'none', isInstalling: false, isReplaced: false })
  expect([leave(), done]).toEqual([false, []])
})

it('the server ends first, and then the app, once', async () => {
  const { done, leave, stopped } = ending({
    server: 'running',
    isInstalling: false,
    isReplaced: false,
  })
  expect([leave(), leave()]).toEqual([true, true])
  expect(done).toEqual(['stop'])
  stopped()
  await vi.waitFor(() => expect(done).toEqual(['stop', 'stopped', 'finish', 'quit']))
  expect(leave()).toBe(false)
})

it.each([
  [true, ['stop', 'stopped', 'finish']],
  [false, ['stop', 'stopped', 'finish', 'quit']],
])(
  'a new version takes the place of the app after its server ended (it can: %s)',
  async (isReplaced, steps) => {
    const { done, leave, stopped } = ending({ server: 'none', isInstalling: true, isReplaced })
    expect(leave()).toBe(true)
    stopped()
    await vi.waitFor(() => expect(done).toEqual(steps))
    expect(leave()).toBe(false)
  },
)
