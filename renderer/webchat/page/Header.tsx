import { CloseIcon } from './icons.tsx'
import { useWords } from './language.ts'

interface HeaderProps {
  agentName: string | undefined
  onEnd: (() => void) | undefined
  onClose: (() => void) | undefined
}

/** Who one is talking with, and the ways out. */
export function Header({ agentName, onEnd, onClose }: HeaderProps) {
  const words = useWords()
  return (
    <header class="header">
      {agentName !== undefined && (
        <span class="avatar" aria-hidden="true">
          {initialOf(agentName)}
        </span>
      )}
      <div class="header-text">
        <h1 dir="auto">{agentName ?? words.title}</h1>
        <p>{agentName === undefined ? words.waiting : words.withAgent}</p>
      </div>
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

const initialOf = (name: string) =>
  name
    .trim()
    .match(/^\P{M}\p{M}*/u)?.[0]
    .toLocaleUpperCase()
