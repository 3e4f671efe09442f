import { expect, test } from 'vitest'
import { contract } from '../../../electron/bridge/contract.ts'
import { acceleratorOf, acceleratorText } from './accelerator.ts'

const press = (code: string, ...held: string[]) => ({
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
})
const { input } = contract.calls['app.set']

test('a pressed key has the shell’s spelling, which the shell takes', () => {
  const keys = [
    acceleratorOf(press('KeyF', 'ctrl', 'shift'), false),
    acceleratorOf(press('Digit1', 'alt'), false),
    acceleratorOf(press('Space', 'meta', 'alt'), false),
    acceleratorOf(press('ArrowUp', 'meta'), true),
  ]
  expect(keys).toEqual([
    'CommandOrControl+Shift+F',
    'Alt+1',
    'Alt+Super+Space',
    'CommandOrControl+Up',
  ])
  for (const shortcut of keys) expect(input.safeParse({ shortcut }).success).toBe(true)
})

test('what somebody types is no such key, for the shell neither', () => {
  expect(acceleratorOf(press('KeyF'), false)).toBeNull()
  expect(acceleratorOf(press('KeyF', 'shift'), false)).toBeNull()
  expect(acceleratorOf(press('ControlLeft', 'ctrl'), false)).toBeNull()
  for (const shortcut of ['F', 'Shift+F', 'CommandOrControl+', 'Alt+Tab'])
    expect(input.safeParse({ shortcut }).success).toBe(false)
})

test('it is shown as it stands on the keyboard', () => {
  expect(acceleratorText('CommandOrControl+Shift+F', false)).toBe('Ctrl + Shift + F')
  expect(acceleratorText('CommandOrControl+Alt+F', true)).toBe('⌘ ⌥ F')
})
