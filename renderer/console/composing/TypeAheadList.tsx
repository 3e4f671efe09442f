import { useEffect, useRef } from 'react'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import type { Suggestion, TypeAhead } from './useTypeAhead.ts'

/** What the word being written may become. The focus stays in the field: its arrow keys lead through the list. */
export function TypeAheadList({ typeAhead }: { typeAhead: TypeAhead }) {
  const { composing } = useWords()
  const { id, sign, options, at, take } = typeAhead
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  if (sign === null || options.length === 0) return null
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={composing.lists[sign]}
      className="absolute bottom-full left-0 z-30 mb-1 max-h-72 w-full max-w-md overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-raised"
    >
      {options.map((option, index) => (
        <Option
          key={option.key}
          id={`${id}-${index}`}
          option={option}
          isChosen={index === at}
          onTake={() => take(option)}
        />
      ))}
    </div>
  )
}

interface OptionProps {
  id: string
  option: Suggestion
  isChosen: boolean
  onTake: () => void
}

function Option({ id, option, isChosen, onTake }: OptionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's, which keeps the focus
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
      className={cx(
        'flex min-h-9 cursor-default items-center gap-2 rounded-md px-2 py-1',
        isChosen ? 'bg-accent-soft' : 'hover:bg-sunken',
      )}
    >
      {option.mark}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{option.label}</span>
        {option.note && <span className="block truncate text-xs text-faint">{option.note}</span>}
      </span>
    </div>
  )
}
