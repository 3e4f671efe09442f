import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import type { Mode } from '../sync/outgoing.ts'

const modes: readonly Mode[] = ['reply', 'note']

interface Props {
  mode: Mode
  /** What the kind that leaves the team is called here. */
  reply: string
  onChange: (mode: Mode) => void
}

/** Chooses between a reply, which the customer gets, and a note, which they never see. */
export function ComposerModes({ mode, reply, onChange }: Props) {
  const { composer, thread } = useWords()
  const isNote = mode === 'note'
  return (
    <div
      role="group"
      aria-label={composer.modes}
      className={cx(
        'flex items-center gap-1 border-b px-2',
        isNote ? 'border-note-edge text-note-text' : 'border-line',
      )}
    >
      {modes.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === mode}
          onClick={() => onChange(one)}
          className={cx(
            '-mb-px border-b-2 px-2 py-1.5 font-medium',
            one !== mode && 'border-transparent',
            one === mode && (isNote ? 'border-note-edge' : 'border-accent'),
            one !== mode && !isNote && 'text-faint',
          )}
        >
          {one === 'note' ? composer.note : reply}
        </button>
      ))}
      {isNote && <span className="ml-auto pr-1 text-xs">{thread.noteHint}</span>}
    </div>
  )
}
