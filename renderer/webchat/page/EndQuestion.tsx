import { useLayoutEffect, useRef } from 'preact/hooks'
import { useWords } from './language.ts'

/** Asks before a chat is ended. */
export function EndQuestion({ onEnd, onLeave }: { onEnd: () => void; onLeave: () => void }) {
  const { end } = useWords()
  const goOn = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    const opener = document.activeElement
    goOn.current?.focus()
    return () => opener instanceof HTMLElement && opener.focus()
  }, [])
  const leaveByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onLeave()
  }
  const endAndLeave = () => {
    onEnd()
    onLeave()
  }
  return (
    <div class="question" role="alertdialog" aria-label={end.ask}>
      <p>{end.ask}</p>
      <button type="button" class="quiet" ref={goOn} onClick={onLeave} onKeyDown={leaveByKey}>
        {end.no}
      </button>
      <button type="button" class="danger" onClick={endAndLeave} onKeyDown={leaveByKey}>
        {end.yes}
      </button>
    </div>
  )
}
