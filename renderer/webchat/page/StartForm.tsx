import { useEffect } from 'preact/hooks'
import type { Chat } from '../chat/chat.ts'
import type { ChatState } from '../chat/store.ts'
import { secondsLeft, startProblemText } from '../words/problem.ts'
import { Away } from './Away.tsx'
import { Field, idOf } from './Field.tsx'
import { useNow } from './hooks.ts'
import { inWords, useSpeech } from './language.ts'
import { MESSAGE } from './questions.ts'
import { useStart } from './useStart.ts'

interface StartFormProps {
  chat: Chat
  state: ChatState
}

const focusOn = (path: string) => document.getElementById(idOf({ path }))?.focus()

/** Asks who is there, once, and for the message too when nobody is; what is typed stays whatever the server answers. */
export function StartForm({ chat, state }: StartFormProps) {
  const { words } = useSpeech()
  const { startProblem, isStarting } = state
  const { questions, answers, errors, answer, submit, isAway } = useStart(chat, state)
  const wait = secondsLeft(startProblem, useNow(startProblem?.until))
  const first = questions[0]?.path ?? MESSAGE
  useEffect(() => focusOn(first), [first])
  const send = (event: Event) => {
    event.preventDefault()
    const wrong = submit()
    if (wrong) focusOn(wrong.path)
  }
  const isHeld = isStarting && isAway && state.link !== 'online'
  return (
    <form class="start" noValidate onSubmit={send}>
      <Heading settings={state.settings} isAway={isAway} />
      {questions.map((question) => (
        <Field
          key={question.path}
          question={question}
          value={answers[question.path] ?? ''}
          error={errors[question.path]}
          disabled={isStarting && isAway}
          startHere={question.path === first}
          onInput={(value) => answer(question.path, value)}
        />
      ))}
      <p role="alert" class="problem" data-held={isHeld}>
        {isHeld && words.link.waits}
        {startProblem && startProblemText(words, startProblem, wait, isStarting)}
      </p>
      <button type="submit" class="primary" disabled={isStarting || wait > 0}>
        {isStarting ? words.form.starting : isAway ? words.away.send : words.form.start}
      </button>
    </form>
  )
}

function Heading({ settings, isAway }: { settings: ChatState['settings']; isAway: boolean }) {
  const { words, language } = useSpeech()
  if (isAway) return <Away opensAt={settings?.opensAt ?? null} />
  return (
    <>
      <h2>{words.form.title}</h2>
      <p class="intro">{inWords(settings?.appearance.greeting, language, words.form.intro)}</p>
    </>
  )
}
