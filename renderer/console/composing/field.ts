/**
 * Writes over a part of a field as if it had been typed: the browser's undo takes it back, and the field tells of the
 * change itself. The caret stands behind it, or selects `marked` of it.
 */
export function typeOver(
  field: HTMLTextAreaElement,
  [from, to]: readonly [number, number],
  text: string,
  marked?: readonly [number, number],
): void {
  field.focus()
  field.setSelectionRange(from, to)
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else writes into a field's undo history
  const isTyped = document.execCommand(text === '' ? 'delete' : 'insertText', false, text)
  if (!isTyped) {
    field.setRangeText(text, from, to, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  if (marked) field.setSelectionRange(from + marked[0], from + marked[1])
}

/** Writes where the caret stands, or over what is selected. */
export const typeAtCaret = (field: HTMLTextAreaElement, text: string): void =>
  typeOver(field, [field.selectionStart, field.selectionEnd], text)
