import { cx } from './cx.ts'
import { isApple } from './platform.ts'

const names: Readonly<Record<string, string>> = {
  mod: isApple ? '⌘' : 'Ctrl',
  alt: isApple ? '⌥' : 'Alt',
  shift: isApple ? '⇧' : 'Shift',
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
}

const nameOf = (key: string) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key)

/** A key to press, or keys one after the other, given as commands give them: `mod+k`, `g i`. */
export function Kbd({ keys, isFaint = false }: { keys: string; isFaint?: boolean }) {
  const pressed = keys.split(' ').map((chord) =>
    chord
      .split('+')
      .map(nameOf)
      .join(isApple ? '' : ' + '),
  )
  return (
    <kbd
      className={cx(
        'inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-sm px-1.5 font-sans text-xs whitespace-nowrap',
        isFaint ? 'text-faint' : 'border border-line bg-sunken text-soft',
      )}
    >
      {pressed.join(' ')}
    </kbd>
  )
}
