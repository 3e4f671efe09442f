import { expect, it } from 'vitest'
import { createFlash } from './flash.ts'

function taskbar() {
  const window = { isInFront: false, flashes: [] as boolean[] }
  const flash = createFlash(() => ({
    isFocused: () => window.isInFront,
    flashFrame: (isOn) => window.flashes.push(isOn),
  }))
  return { ...flash, window }
}

it('flashes while somebody waits, and stops when the last of them no longer does', () => {
  const { urge, calm, window } = taskbar()
  urge('ann')
  urge('bob')
  calm('ann')
  calm('carl')
  expect(window.flashes).toEqual([true, true])
  calm('bob')
  expect(window.flashes).toEqual([true, true, false])
})

it('stops when the window is looked at, once', () => {
  const { urge, calm, seen, window } = taskbar()
  urge('ann')
  seen()
  seen()
  calm('ann')
  expect(window.flashes).toEqual([true, false])
})

it('leaves alone whoever looks at the window already, and a window that is not there', () => {
  const { urge, window } = taskbar()
  window.isInFront = true
  urge('ann')
  expect(window.flashes).toEqual([])
  const none = createFlash(() => null)
  none.urge('ann')
  none.seen()
})
