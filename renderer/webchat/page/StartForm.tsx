import { useEffect, useRef } from 'preact/hooks'
import type { Chat } from '../chat/chat.ts'
import type { ChatState } from '../chat/store.ts'
import { secondsLeft, startProblemText } from '../words/problem.ts'
import { Field } from './Field.tsx'
import { useNow } from './hooks.ts'
import { useWords } from './language.ts'
import { useVisitor } from './useVisitor.ts'

/** Asks who is there, once; what is typed stays whatever the server answers. */
export function StartForm({ chat, state }: { chat: Chat; state: ChatState }) {
  const words = useWords()
  const form = useRef<HTMLFormElement>(null)
  const { visitor, field, check } = useVisitor(chat.storage)
  const { startProblem, isStarting } = state
  const wait = secondsLeft(startProblem, useNow(startProblem?.until))
  const focusOn = (id: string) => form.current?.querySelector<HTMLElement>(`#${id}`)?.focus()
  useEffect(() => focusOn('name'), [])
  const submit = (event: Event) => {
    event.preventDefault()
    const wrong = check()
    if (wrong) focusOn(wrong)
    else void chat.start({ visitor })
  }
  return (
    <form class="start" ref={form} noValidate onSubmit={submit}>
      <h2>{words.form.title}</h2>
      <p class="intro">{words.form.intro}</p>
      <Field {...field('name')} startHere />
      <Field {...field('email')} />
      <p role="alert" class="problem">
        {startProblem && startProblemText(words, startProblem, wait)}
      </p>
      <button type="submit" class="primary" disabled={isStarting || wait > 0}>
        {isStarting ? words.form.starting : words.form.start}
      </button>
    </form>
  )
}
