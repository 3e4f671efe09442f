import type { Outcome } from '../../../server/contract/notifications.ts'
import { newId } from '../../text/ids.ts'
import { call } from '../sync/api.ts'
import { isUnreachable } from '../sync/problem.ts'

const CALM_MS = 400
const AGAIN_MS = 10_000
const MOST = 100

/** Names this window in the logs. */
const WINDOW = newId()

let waiting: Outcome[] = []
let timer: ReturnType<typeof setTimeout> | undefined

/** Tells the server what became of a notification here; what cannot be told now is told later. */
export function report(outcome: Omit<Outcome, 'reason'> & Partial<Pick<Outcome, 'reason'>>) {
  waiting.push({ reason: null, ...outcome })
  timer ??= setTimeout(() => void send(), CALM_MS)
}

async function send() {
  timer = undefined
  const outcomes = waiting.slice(0, MOST)
  waiting = waiting.slice(MOST)
  try {
    const body = { connection: WINDOW, outcomes }
    await call({ method: 'POST', path: '/api/notifications/outcomes', body })
  } catch (error) {
    // What the server refuses it would refuse again.
    if (isUnreachable(error)) waiting = [...outcomes, ...waiting]
  }
  if (waiting.length > 0) timer ??= setTimeout(() => void send(), AGAIN_MS)
}
