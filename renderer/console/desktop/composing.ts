import { Begun } from './begun.ts'

const WRITTEN =
  'textarea, input:not([type]), input[type=text], input[type=search], input[type=email]'

const isField = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement

const begun = new Begun()

/** True while the field that has the focus, or any in an open dialog, holds something that somebody has written. */
export const isComposing = () => isWriting() || begun.isAny()

function isWriting() {
  const field = document.activeElement
  if (field instanceof HTMLElement && field.isContentEditable) return field.textContent !== ''
  return isField(field) && field.matches(WRITTEN) && !field.readOnly && field.value !== ''
}

/** A form on a page of its own asks before it goes; one in a dialog does not. */
function begin({ target }: FocusEvent) {
  if (isField(target) && target.closest('[role=dialog]')) begun.enter(target)
}

/** Calls after everything that may begin or end it. Returns the function that ends it. */
export function onComposing(listener: () => void) {
  const end = new AbortController()
  document.addEventListener('focusin', begin, { signal: end.signal })
  // The field that loses the focus has it still while it is told.
  const soon = () => setTimeout(listener)
  for (const event of ['input', 'focusin', 'focusout', 'keyup'])
    document.addEventListener(event, soon, { signal: end.signal })
  // A dialog that goes takes along what was written in it, and nothing of the above need follow.
  const dialogs = new MutationObserver(soon)
  dialogs.observe(document.body, { childList: true })
  return () => {
    end.abort()
    dialogs.disconnect()
  }
}
