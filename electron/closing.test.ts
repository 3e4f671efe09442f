import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { keepOnClose } from './closing.ts'

function desk({ isReachable = true, isFullScreen = false } = {}) {
  const calls: string[] = []
  const window = Object.assign(new EventEmitter(), {
    isFullScreen: () => isFullScreen,
    setFullScreen: (isOn: boolean) => void calls.push(`full screen ${isOn}`),
    hide: () => void calls.push('hide'),
  })
  const state = { isLeaving: false }
  keepOnClose(window, {
    staysReachable: () => isReachable,
    isLeaving: () => state.isLeaving,
  })
  const close = () => {
    let isPrevented = false
    window.emit('close', { preventDefault: () => (isPrevented = true) })
    return isPrevented
  }
  return { close, calls, state, window }
}

it('a closed window hides where it can be brought back', () => {
  const { close, calls } = desk()
  expect(close()).toBe(true)
  expect(calls).toEqual(['hide'])
})

it('closes where nothing could bring it back, and when the app quits', () => {
  const without = desk({ isReachable: false })
  expect([without.close(), without.calls]).toEqual([false, []])
  const quitting = desk()
  quitting.state.isLeaving = true
  expect([quitting.close(), quitting.calls]).toEqual([false, []])
})

it('leaves full screen before it hides', () => {
  const { close, calls, window } = desk({ isFullScreen: true })
  close()
  expect(calls).toEqual(['full screen false'])
  window.emit('leave-full-screen')
  expect(calls).toEqual(['full screen false', 'hide'])
})
