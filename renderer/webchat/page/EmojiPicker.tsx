import { useEffect, useRef, useState } from 'preact/hooks'
import { EMOJI, nextPlace } from '../../text/emoji.ts'
import { useWords } from './language.ts'

/** Puts an emoji into the message. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const { emoji } = useWords()
  const [isOpen, setIsOpen] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  const close = () => {
    setIsOpen(false)
    trigger.current?.focus()
  }
  return (
    <div
      class="emoji"
      onFocusOut={({ currentTarget, relatedTarget }) =>
        currentTarget.contains(relatedTarget as Node | null) || setIsOpen(false)
      }
    >
      <button
        ref={trigger}
        type="button"
        class="tool"
        aria-label={emoji}
        title={emoji}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span aria-hidden>☺</span>
      </button>
      {isOpen && (
        <Choice
          onClose={close}
          onPick={(picked) => {
            setIsOpen(false)
            onPick(picked)
          }}
        />
      )}
    </div>
  )
}

function Choice({ onPick, onClose }: { onPick: (emoji: string) => void; onClose: () => void }) {
  const { emoji } = useWords()
  const box = useRef<HTMLDivElement>(null)
  const buttons = () => [...(box.current?.querySelectorAll('button') ?? [])]
  useEffect(() => buttons()[0]?.focus(), [])
  const press = (event: KeyboardEvent) => {
    const all = buttons()
    const at = all.indexOf(event.target as HTMLButtonElement)
    const next = nextPlace(event.key, at, all.length)
    if (event.key === 'Escape') onClose()
    else if (next === undefined) return
    else all[next]?.focus()
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={box} role="menu" tabIndex={-1} aria-label={emoji} onKeyDown={press}>
      {Object.values(EMOJI).map((group) => (
        <div key={group} role="group">
          {group.split(' ').map((each) => (
            <button
              key={each}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => onPick(each)}
            >
              {each}
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}
