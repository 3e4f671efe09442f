import { tellProblem } from './problem-words.ts'

interface Props {
  error: unknown
  /** Said instead of what the error says. */
  text?: string
}

/** Why a form could not be sent. It is read out as soon as it appears. */
export function FormProblem({ error, text }: Props) {
  const said = text ?? (error ? tellProblem(error) : '')
  return (
    <div
      role="alert"
      className={said ? 'rounded-md bg-danger-soft px-3 py-2 text-danger' : 'hidden'}
    >
      {said}
    </div>
  )
}
