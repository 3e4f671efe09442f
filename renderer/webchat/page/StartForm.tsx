import { useEffect } from 'preact/hooks'
import type { Chat } from '../chat/chat.ts'
import type { ChatState } from '../chat/store.ts'
import { secondsLeft, startProblemText } from '../words/problem.ts'
import { Away } from './Away.tsx'
import { Field, idOf } from './Field.tsx'
import { saidFirst } from './FirstMessage.tsx'
import { useNow } from './hooks.ts'
import { inWords, useSpeech } from './language.ts'
import { MESSAGE } from './questions.ts'
import { ThreadItems } from './ThreadItems.tsx'
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
      <Heading state={state} isAway={isAway} />
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

function Heading({ state, isAway }: { state: ChatState; isAway: boolean }) {
  const { words, language } = useSpeech()
  const { settings, proactive } = state
  return (
    <>
      {proactive && (
        <ThreadItems thread={saidFirst(proactive)} onRetry={nothing} onRemove={nothing} />
      )}
      {isAway ? (
        <Away opensAt={settings?.opensAt ?? null} />
      ) : (
        <>
          <h2>{words.form.title}</h2>
          <p class="intro">{inWords(settings?.appearance.greeting, language, words.form.intro)}</p>
        </>
      )}
    </>
  )
}

const nothing = () => {}
