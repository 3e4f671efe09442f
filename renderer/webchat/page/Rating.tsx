import { useState } from 'preact/hooks'
import type { Rating as Given } from '../../../server/contract/visitors.ts'
import type { Chat } from '../chat/chat.ts'
import type { Problem } from '../chat/store.ts'
import { secondsLeft, startProblemText } from '../words/problem.ts'
import { useNow } from './hooks.ts'
import { useWords } from './language.ts'
import { Stars } from './Stars.tsx'

/** Asks once what the customer thought of the chat; what was said can be changed for a while. */
export function Rating({ given, onRate }: { given: Given | null; onRate: Chat['rate'] }) {
  const { rating: words } = useWords()
  const [isChanging, setIsChanging] = useState(false)
  const until = given ? Date.parse(given.editableUntil) : 0
  const now = useNow()
  if (given && !isChanging)
    return (
      <p class="rated" role="status">
        {words.thanks}{' '}
        <span class="yours">
          {words.yours(words.scores[given.score - 1] ?? '')}{' '}
          {now < until && (
            <button type="button" class="link" onClick={() => setIsChanging(true)}>
              {words.change}
            </button>
          )}
        </span>
      </p>
    )
  return <RatingForm given={given} onRate={onRate} onDone={() => setIsChanging(false)} />
}

interface RatingFormProps {
  given: Given | null
  onRate: Chat['rate']
  onDone: () => void
}

function RatingForm({ given, onRate, onDone }: RatingFormProps) {
  const words = useWords()
  const [score, setScore] = useState(given?.score ?? 0)
  const [comment, setComment] = useState(given?.comment ?? '')
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const wait = secondsLeft(problem, useNow(problem?.until))
  const submit = async (event: Event) => {
    event.preventDefault()
    setIsSending(true)
    const refused = await onRate(score, comment)
    setIsSending(false)
    setProblem(refused)
    if (!refused) onDone()
  }
  return (
    <form class="rating" onSubmit={(event) => void submit(event)}>
      <Stars label={words.rating.ask} names={words.rating.scores} score={score} onPick={setScore} />
      {score > 0 && (
        <>
          <textarea
            rows={2}
            dir="auto"
            maxLength={2_000}
            value={comment}
            aria-label={words.rating.comment}
            placeholder={words.rating.comment}
            onInput={({ currentTarget }) => setComment(currentTarget.value)}
          />
          <button type="submit" class="secondary" disabled={isSending || wait > 0}>
            {words.rating.send}
          </button>
        </>
      )}
      <p role="alert" class="problem">
        {problem && startProblemText(words, problem, wait)}
      </p>
    </form>
  )
}
