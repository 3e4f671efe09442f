import { isApple } from '../../ui/platform.ts'

const ARROWS: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
}

type Pressed = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** A pressed key in the shell's spelling; null where it is none that may be taken from every other program. */
export function acceleratorOf(
  { code, ctrlKey, metaKey, altKey, shiftKey }: Pressed,
  isMac = isApple,
): string | null {
  const key = keyOf(code)
  const isMain = isMac ? metaKey : ctrlKey
  const isSuper = isMac ? ctrlKey : metaKey
  // Ctrl beside ⌘ is no key of the shell's spelling.
  if (key === null || (isMac && isSuper) || !(isMain || altKey || isSuper)) return null
  const parts = [
    isMain && 'CommandOrControl',
    altKey && 'Alt',
    isSuper && 'Super',
    shiftKey && 'Shift',
    key,
  ]
  return parts.filter(Boolean).join('+')
}

function keyOf(code: string) {
  const [, letter] = /^(?:Key|Digit)([A-Z0-9])$/.exec(code) ?? []
  if (letter) return letter
  if (/^F\d{1,2}$/.test(code) || code === 'Space') return code
  return ARROWS[code] ?? null
}

/** As it stands on the keyboard. */
export const acceleratorText = (accelerator: string, isMac = isApple) =>
  accelerator
    .replace('CommandOrControl', isMac ? '⌘' : 'Ctrl')
    .replace('Alt', isMac ? '⌥' : 'Alt')
    .replace('Super', 'Win')
    .replace('Shift', isMac ? '⇧' : 'Shift')
    .split('+')
    .join(isMac ? ' ' : ' + ')
