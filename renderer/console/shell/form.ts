/** The text of one field of a form, without the white space around it unless `verbatim`. */
export function fieldText(form: HTMLFormElement, name: string, { verbatim = false } = {}) {
  const value = new FormData(form).get(name)
  const text = typeof value === 'string' ? value : ''
  return verbatim ? text : text.trim()
}
