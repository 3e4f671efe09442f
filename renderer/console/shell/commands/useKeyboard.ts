import { useEffect } from 'react'
import type { Command } from './command.ts'
import { createKeyReader, nameOf } from './keys.ts'
import { commandsNow } from './registry.ts'

const TYPING = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]'
const OPEN_POPUP = '[data-popup]:not([data-closed])'

// While an input method composes, keys are its own; some browsers tell it only by the key code.
const isComposing = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229

/** Keys belong to what is open on top of the page, and to what scrolls. */
function isTaken(event: KeyboardEvent, on: Element | null) {
  if (event.defaultPrevented || isComposing(event)) return true
  if (event.key.startsWith('Arrow') && on?.closest('[data-scrolls]')) return true
  return document.querySelector(OPEN_POPUP) !== null
}

const mayRun = (event: KeyboardEvent, isTyping: boolean) => (command: Command) =>
  command.run !== undefined &&
  (!isTyping || command.whileTyping === true) &&
  (!event.repeat || command.repeats === true)

/** Binds the keys of all commands, in this one place. */
export function useKeyboard() {
  useEffect(() => {
    const read = createKeyReader()
    function press(event: KeyboardEvent) {
      const on = event.target instanceof Element ? event.target : null
      const name = nameOf(event)
      if (name === null || isTaken(event, on)) return
      const isTyping = on?.closest(TYPING) != null
      const commands = commandsNow().filter(mayRun(event, isTyping))
      const found = read(name, event.timeStamp, commands)
      if (found === null || found === 'waiting') return
      event.preventDefault()
      found.run?.()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
