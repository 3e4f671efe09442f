import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import type { ReactNode } from 'react'
import { typeOver } from './field.ts'
import { type Sign, type Trigger, triggerAt } from './trigger.ts'

/** One entry of a list that opened while writing. */
export interface Suggestion {
  readonly key: string
  readonly label: ReactNode
  /** In small, beside the label or under it. */
  readonly note?: ReactNode
  readonly mark?: ReactNode
  /** What stands in the text instead of the word that asked; `marked` of it is selected then. */
  readonly choose: () => { text: string; marked?: readonly [number, number] }
}

export type Sources = Partial<Record<Sign, (query: string) => readonly Suggestion[]>>

const NONE: readonly Suggestion[] = []

const turned = (at: number, by: number, count: number) => (at + by + count) % count

type Field = RefObject<HTMLTextAreaElement | null>

/** The word at the caret that asks for a list, unless it was refused one. */
function useTrigger(field: Field, text: string) {
  const [caret, setCaret] = useState<number | null>(null)
  const [refused, setRefused] = useState<number | null>(null)
  const asked = caret === null ? null : triggerAt(text, caret)
  const trigger = asked?.from === refused ? null : asked

  /** The caret has moved, or the field is left. */
  function look() {
    const on = field.current
    const isCaret = on && document.activeElement === on && on.selectionStart === on.selectionEnd
    const place = isCaret ? on.selectionStart : null
    setCaret(place)
    if (refused !== null && (place === null || triggerAt(on?.value ?? '', place)?.from !== refused))
      setRefused(null)
  }
  return { trigger, caret, look, refuse: setRefused }
}

/** The list that the word at the caret asks for, if it does: what is in it, what is chosen, and the keys that lead there. */
export function useTypeAhead(field: Field, text: string, sources: Sources) {
  const id = useId()
  const { trigger, caret, look, refuse } = useTrigger(field, text)
  const [chosen, setChosen] = useState({ of: '', at: 0 })
  const options = (trigger && sources[trigger.sign]?.(trigger.query)) ?? NONE
  const of = trigger ? `${trigger.sign}${trigger.query}` : ''
  const at = chosen.of === of ? Math.min(chosen.at, options.length - 1) : 0

  function take(one: Suggestion | undefined) {
    if (!one || !field.current || !trigger || caret === null) return
    const { text: written, marked } = one.choose()
    typeOver(field.current, [trigger.from, caret], written, marked)
    look()
  }

  const step = (by: number) => setChosen({ of, at: turned(at, by, options.length) })
  const acts = ({ from }: Trigger): Record<string, () => void> => ({
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => take(options[at]),
    Tab: () => take(options[at]),
    Escape: () => refuse(from),
  })

  /** True when the key belonged to the list. */
  function press(event: KeyboardEvent): boolean {
    if (!trigger || options.length === 0) return false
    if (event.shiftKey || event.ctrlKey || event.metaKey) return false
    const act = acts(trigger)[event.key]
    if (!act) return false
    event.preventDefault()
    act()
    return true
  }

  return { id, sign: trigger?.sign ?? null, options, at, look, take, press }
}

export type TypeAhead = ReturnType<typeof useTypeAhead>
