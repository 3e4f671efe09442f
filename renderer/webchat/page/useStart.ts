import { useEffect, useState } from 'preact/hooks'
import type { Chat } from '../chat/chat.ts'
import { claimsOf } from '../chat/identifying.ts'
import { keptVisitor } from '../chat/session.ts'
import type { ChatState } from '../chat/store.ts'
import { inWords, useSpeech } from './language.ts'
import {
  type Answers,
  EMAIL,
  errorIn,
  fieldsOf,
  MESSAGE,
  NAME,
  type Question,
  questionsOf,
} from './questions.ts'

/** The form before the chat: what it asks, what is answered so far, and what is wrong with it. */
export function useStart(chat: Chat, { settings, startProblem, identityToken, draft }: ChatState) {
  const { words, language } = useSpeech()
  const [written, setWritten] = useState<Answers>(() => remembered(chat))
  const [errors, setErrors] = useState<Record<string, string | undefined>>({})
  // The server's word on a field stands beside it like our own.
  useEffect(() => setErrors(startProblem?.fields ?? {}), [startProblem])
  const known = claimsOf(identityToken)
  const isAway = settings?.isOpen === false
  const questions = questionsOf(
    settings?.fields ?? [],
    { isKnown: known !== null, isAway },
    words,
    ({ label, key }) => inWords(label, language, key),
  )
  // The message is the composer's text: it outlives the page and moves on into the chat.
  const answers: Answers = { ...written, [MESSAGE]: draft }
  const answer = (path: string, value: string) => {
    setErrors({ ...errors, [path]: undefined })
    if (path === MESSAGE) chat.write(value)
    else setWritten({ ...written, [path]: value })
  }
  /** Starts the chat, or shows what is wrong and answers the first wrong field. */
  const submit = (): Question | undefined => {
    const found = questions.map((each) => errorIn(each, answers[each.path] ?? '', words))
    setErrors(Object.fromEntries(questions.map(({ path }, at) => [path, found[at]])))
    const wrong = questions.find((_, at) => found[at] !== undefined)
    if (wrong) return wrong
    void chat.start({
      visitor: known ?? { name: written[NAME] ?? '', email: written[EMAIL] ?? '' },
      ...(!known && { fields: fieldsOf(questions, answers) }),
      ...(isAway && { content: draft.trimEnd(), isAway }),
    })
    return undefined
  }
  return { questions, answers, errors, answer, submit, isAway }
}

const remembered = (chat: Chat): Answers => {
  const { name, email } = keptVisitor(chat.storage)
  return { [NAME]: name, [EMAIL]: email }
}
