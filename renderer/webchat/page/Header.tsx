import type { ComponentChildren } from 'preact'
import { CloseIcon, SaveIcon } from './icons.tsx'
import { useWords } from './language.ts'

interface HeaderProps {
  title: string
  avatar: string
  agentName: string | undefined
  mark: ComponentChildren
  onSave: (() => void) | undefined
  onEnd: (() => void) | undefined
  onClose: (() => void) | undefined
}

/** Who one is talking with, and the ways out. */
export function Header({ title, avatar, agentName, mark, onSave, onEnd, onClose }: HeaderProps) {
  const words = useWords()
  const about = agentName === undefined ? words.waiting : words.withAgent
  return (
    <header class="header">
      {agentName === undefined
        ? avatar && <img class="avatar" src={avatar} alt="" />
        : faceOf(agentName)}
      <div class="header-text">
        <h1 dir="auto">{agentName ?? title}</h1>
        <p>{mark ?? about}</p>
      </div>
      {onSave && (
        <button
          type="button"
          class="icon"
          aria-label={words.closed.transcript}
          title={words.closed.transcript}
          onClick={onSave}
        >
          <SaveIcon />
        </button>
      )}
      {onEnd && (
        <button type="button" class="quiet" onClick={onEnd}>
          {words.end.open}
        </button>
      )}
      {onClose && (
        <button type="button" class="icon" aria-label={words.closeWindow} onClick={onClose}>
          <CloseIcon />
        </button>
      )}
    </header>
  )
}

const faceOf = (name: string) => (
  <span class="avatar" aria-hidden="true">
    {initialsOf(name)}
  </span>
)

/** Of the first name and the last: the first alone is the family's, and half of a country's, in some languages. */
function initialsOf(name: string) {
  const [first = '', ...others] = name.trim().split(/\s+/u)
  return [first, ...others.slice(-1)]
    .map((part) => part.match(/^\P{M}\p{M}*/u)?.[0] ?? '')
    .join('')
    .toLocaleUpperCase()
}
