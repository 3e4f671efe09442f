import { expect, it } from 'vitest'
import { createShortcut } from './shortcut.ts'

function system(taken: string[] = []) {
  const registered = new Map<string, () => void>()
  const pressed: string[] = []
  const shortcut = createShortcut(
    {
      register(accelerator, callback) {
        if (accelerator === 'nonsense') throw new TypeError('no accelerator')
        if (taken.includes(accelerator)) return false
        registered.set(accelerator, callback)
        return true
      },
      unregister: (accelerator) => void registered.delete(accelerator),
    },
    () => pressed.push('pressed'),
  )
  return { use: shortcut.use, registered, pressed }
}

it('one key is taken, another takes its place, and none gives it back', () => {
  const { use, registered, pressed } = system()
  expect(use('Alt+F')).toBe(true)
  registered.get('Alt+F')?.()
  expect(pressed).toEqual(['pressed'])
  expect(use('Alt+G')).toBe(true)
  expect([...registered.keys()]).toEqual(['Alt+G'])
  expect(use(null)).toBe(true)
  expect([...registered.keys()]).toEqual([])
})

it('a key another program has, or that is none, leaves the one there was', () => {
  const { use, registered } = system(['Alt+F4'])
  use('Alt+F')
  expect([use('Alt+F4'), use('nonsense')]).toEqual([false, false])
  expect([...registered.keys()]).toEqual(['Alt+F'])
})
