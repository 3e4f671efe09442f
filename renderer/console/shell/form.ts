import { type FormEvent, useState } from 'react'
import { words } from '../../words/useWords.ts'
import { fieldProblem } from './problem-words.ts'
import { mistakeIn } from './mistakes.ts'

/** The text of one field of a form, without the white space around it unless `verbatim`. */
export function fieldText(form: HTMLFormElement, name: string, { verbatim = false } = {}) {
  const value = new FormData(form).get(name)
  const text = typeof value === 'string' ? value : ''
  return verbatim ? text : text.trim()
}

const isField = (element: Element) =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement

/** What is wrong in a form, by the name of its field. */
function mistakesOf(form: HTMLFormElement) {
  const fields = [...form.elements].filter(isField).filter(({ name }) => name !== '')
  return fields.flatMap((field) => {
    const text = mistakeIn(field, words().form)
    return text ? [{ field, name: field.name, text }] : []
  })
}

/** A form that says beside each field what is wrong with it: first what can be seen here, then what the server says. */
export function useForm(error: unknown, send: (form: HTMLFormElement) => void) {
  const [mistakes, setMistakes] = useState<ReturnType<typeof mistakesOf>>([])
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const found = mistakesOf(event.currentTarget)
    setMistakes(found)
    if (found[0]) found[0].field.focus()
    else send(event.currentTarget)
  }
  /** Whoever corrects a field is no longer told about it. */
  function onInput({ target }: FormEvent<HTMLFormElement>) {
    if (mistakes.length > 0) setMistakes(mistakes.filter(({ field }) => field !== target))
  }
  return {
    form: { onSubmit, onInput, noValidate: true },
    problem: (name: string) =>
      mistakes.find((one) => one.name === name)?.text ?? fieldProblem(error, name),
  }
}
