import { words } from '../../words/useWords.ts'
import { ApiProblem, isUnreachable } from '../sync/problem.ts'

/** What to tell the agent about an error. The server's own texts are already in their language. */
export function tellProblem(error: unknown): string {
  const { problem } = words()
  if (isUnreachable(error)) return problem.unreachable
  if (error instanceof ApiProblem && error.code !== 'unexpected_answer') return error.message
  return problem.unexpected
}

/** What is wrong with the fields, where no field stands to say it at. */
export const tellFields = (error: unknown) =>
  error instanceof ApiProblem ? error.fields.map(({ message }) => message).join(' ') : ''

/** What is wrong with one field, or with a part of it, if the server said so. */
export function fieldProblem(error: unknown, path: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  return error.fields.find((field) => field.path === path || field.path.startsWith(`${path}.`))
    ?.message
}
