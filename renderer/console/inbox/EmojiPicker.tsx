import { Popover } from '@base-ui/react/popover'
import { Smile } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { EMOJI, type EmojiGroup, nextPlace } from '../../text/emoji.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useOpening } from '../../ui/useOpening.ts'
import { useWords } from '../../words/useWords.ts'

const groups = Object.keys(EMOJI) as EmojiGroup[]
// The arrow keys lead from one to the next; the tab key leads to this one.
const FIRST = EMOJI.faces.split(' ')[0]

/** Puts an emoji into the text being written. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const { emoji } = useWords()
  const [isOpen, setOpen] = useState(false)
  const { popup } = useOpening(isOpen)
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger render={<IconButton icon={Smile} label={emoji.open} />} />
      <Popover.Portal>
        <Popover.Positioner side="top" align="start" sideOffset={4} className="z-50">
          <Popover.Popup
            ref={popup}
            data-popup
            aria-label={emoji.open}
            // The caret goes on in the field the emoji went into.
            finalFocus={false}
            className="max-h-(--available-height) w-72 overflow-y-auto rounded-lg border border-line bg-raised p-2 shadow-raised outline-none"
          >
            <Choice
              onPick={(picked) => {
                setOpen(false)
                onPick(picked)
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Choice({ onPick }: { onPick: (emoji: string) => void }) {
  const { emoji } = useWords()
  function press(event: KeyboardEvent<HTMLElement>) {
    const all = [...event.currentTarget.querySelectorAll('button')]
    const at = all.indexOf(event.target as HTMLButtonElement)
    const next = nextPlace(event.key, at, all.length)
    if (next === undefined) return
    event.preventDefault()
    all[next]?.focus()
  }
  return (
    <div
      role="menu"
      tabIndex={-1}
      aria-label={emoji.open}
      onKeyDown={press}
      className="outline-none"
    >
      {groups.map((group) => (
        <Group key={group} group={group} onPick={onPick} />
      ))}
    </div>
  )
}

function Group({ group, onPick }: { group: EmojiGroup; onPick: (emoji: string) => void }) {
  const { emoji } = useWords()
  return (
    <div role="group" aria-label={emoji[group]}>
      <p aria-hidden className="px-1 pt-1 text-xs text-faint">
        {emoji[group]}
      </p>
      <div role="none" className="grid grid-cols-8">
        {EMOJI[group].split(' ').map((each) => (
          <button
            key={each}
            type="button"
            role="menuitem"
            tabIndex={each === FIRST ? 0 : -1}
            onClick={() => onPick(each)}
            className="grid h-8 place-items-center rounded-md text-lg hover:bg-sunken focus-visible:bg-sunken"
          >
            {each}
          </button>
        ))}
      </div>
    </div>
  )
}
