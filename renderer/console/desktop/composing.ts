const WRITTEN =
  'textarea, input:not([type]), input[type=text], input[type=search], input[type=email]'

/** True while the field that has the focus holds something that somebody has written. */
export function isComposing() {
  const field = document.activeElement
  if (field instanceof HTMLElement && field.isContentEditable) return field.textContent !== ''
  const isField = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement
  return isField && field.matches(WRITTEN) && !field.readOnly && field.value !== ''
}

/** Calls after everything that may begin or end it. Returns the function that ends it. */
export function onComposing(listener: () => void) {
  const end = new AbortController()
  // The field that loses the focus has it still while it is told.
  const soon = () => setTimeout(listener)
  for (const event of ['input', 'focusin', 'focusout', 'keyup'])
    document.addEventListener(event, soon, { signal: end.signal })
  return () => end.abort()
}
