import { describe, expect, test, vi } from 'vitest'
import type { Command } from './command.ts'
import { createKeyReader, nameOf } from './keys.ts'

const press = (key: string, held: { ctrl?: true; meta?: true; alt?: true; shift?: true } = {}) => ({
  key,
  code: '',
  ctrlKey: held.ctrl ?? false,
  metaKey: held.meta ?? false,
  altKey: held.alt ?? false,
  shiftKey: held.shift ?? false,
  getModifierState: () => false,
})

describe('a pressed key', () => {
  test.each([
    [press('j'), 'j'],
    [press('J'), 'j'],
    [press('J', { shift: true }), 'shift+j'],
    [press('?', { shift: true }), '?'],
    [press('k', { ctrl: true }), 'mod+k'],
    [press('k', { meta: true }), 'other+k'],
    [press('K', { ctrl: true, shift: true }), 'mod+shift+k'],
    [press('Enter', { shift: true }), 'shift+Enter'],
    [press('ArrowDown'), 'ArrowDown'],
  ])('has its name, whatever Caps Lock says: %#', (event, name) => {
    expect(nameOf(event, false)).toBe(name)
  })

  test('is ⌘ where a keyboard has it', () => {
    expect(nameOf(press('k', { meta: true }), true)).toBe('mod+k')
    expect(nameOf(press('k', { ctrl: true }), true)).toBe('other+k')
  })

  test('counts by its place where the layout writes another script', () => {
    expect(nameOf({ ...press('о'), code: 'KeyJ' }, false)).toBe('j')
  })

  test('written with AltGr is the sign it writes', () => {
    const event = press('/', { ctrl: true, alt: true })
    expect(nameOf({ ...event, getModifierState: () => true }, false)).toBe('/')
  })

  test('is nothing while it is a modifier alone', () => {
    expect(nameOf(press('Shift', { shift: true }), false)).toBeNull()
  })
})

describe('keys one after the other', () => {
  const command = (id: string, ...keys: string[]): Command => ({
    id,
    label: id,
    group: 'go',
    keys,
    run: vi.fn<() => void>(),
  })
  const commands = [command('inbox', 'g i'), command('next', 'j', 'ArrowDown'), command('i', 'i')]

  function typed(...keys: [string, number][]) {
    const read = createKeyReader()
    return keys.map(([key, at]) => {
      const found = read(key, at, commands)
      return found === null || found === 'waiting' ? found : found.id
    })
  }

  test('are one command within a moment', () => {
    expect(typed(['g', 0], ['i', 900], ['i', 1000])).toEqual(['waiting', 'inbox', 'i'])
  })
  test('are two when the moment has passed', () => {
    expect(typed(['g', 0], ['i', 1300])).toEqual(['waiting', 'i'])
  })
  test('that mean nothing do nothing, and the second does not count alone', () => {
    expect(typed(['g', 0], ['j', 100], ['j', 200])).toEqual(['waiting', null, 'next'])
  })
})
