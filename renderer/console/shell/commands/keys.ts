import { isApple } from '../../../ui/platform.ts'
import type { Command } from './command.ts'

type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'
>

const WITHIN_MS = 1200
const MODIFIERS = new Set(['Shift', 'Control', 'Meta', 'Alt', 'AltGraph'])

/** A letter by its place on the keyboard where the layout writes another script there. */
function letterOf({ key, code }: Press) {
  if (key.length > 1) return key
  const place = /^Key([A-Z])$/u.exec(code)?.[1]
  const isForeign = (key.codePointAt(0) ?? 0) > 127
  return (isForeign && place ? place : key).toLowerCase()
}

/** The name of a pressed key, as commands give it: `j`, `?`, `mod+k`, `shift+Enter`; null for a modifier alone. */
export function nameOf(press: Press, apple = isApple): string | null {
  if (MODIFIERS.has(press.key)) return null
  const key = letterOf(press)
  // AltGr writes signs, and reports itself as Ctrl and Alt.
  const isWriting = press.getModifierState('AltGraph')
  const isMod = !isWriting && (apple ? press.metaKey : press.ctrlKey)
  const isOther = !isWriting && (apple ? press.ctrlKey : press.metaKey)
  const isNamed = isMod || key.length > 1 || /^[a-z]$/u.test(key)
  return [
    isMod && 'mod',
    isOther && 'other',
    !isWriting && press.altKey && 'alt',
    isNamed && press.shiftKey && 'shift',
    key,
  ]
    .filter(Boolean)
    .join('+')
}

/** Reads keys as they are pressed, one after the other, and finds the command they stand for. */
export function createKeyReader() {
  let first = ''
  let at = Number.NEGATIVE_INFINITY
  return (name: string, now: number, commands: readonly Command[]): Command | 'waiting' | null => {
    const isSecond = first !== '' && now - at <= WITHIN_MS
    const pressed = isSecond ? `${first} ${name}` : name
    first = ''
    // What came last lies on top.
    const found = commands.findLast(({ keys }) => keys?.includes(pressed))
    if (found) return found
    if (isSecond || !commands.some(({ keys }) => keys?.some((key) => key.startsWith(`${name} `))))
      return null
    first = name
    at = now
    return 'waiting'
  }
}
