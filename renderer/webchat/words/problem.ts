import { isOurs } from '../../files/refused.ts'
import type { Problem } from '../chat/store.ts'
import type { Words } from './en.ts'

/** How many seconds a problem asks to wait, from now. */
export const secondsLeft = (problem: Problem | null, now: number) =>
  Math.max(0, Math.ceil(((problem?.until ?? 0) - now) / 1_000))

/** Why a chat did not start. */
export function startProblemText(
  { problem }: Words,
  { code, text }: Problem,
  wait: number,
  goesOn = false,
): string {
  if (wait > 0) return goesOn ? problem.waitToStart(wait) : problem.wait(wait)
  if (code === 'rate_limited') return problem.tooMany
  if (code === 'unreachable') return problem.unreachable
  if (code === 'validation_failed') return problem.invalid
  return text || problem.unexpected
}

const REASONS = [
  'session_closed',
  'message_empty',
  'message_too_long',
  'validation_failed',
] as const

/** Why a message was refused: in our words where we know the reason, else in the server's. */
export function reasonText({ problem, files }: Words, code = '', text = ''): string {
  if (isOurs(code)) return files[code](text)
  const known = REASONS.find((reason) => reason === code)
  return known ? problem[known] : text || problem.unexpected
}
