import { create } from 'zustand'
import type { ActResult, BulkResult, InboxAct } from '../../../server/contract/inbox.ts'
import { sayDone, sayFailed, sayUndoable } from '../../ui/toast.ts'
import { words } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { tellProblem } from '../shell/problem-words.ts'
import { ask } from '../sync/api.ts'
import { sendHeldForUndo } from '../sync/scheduled.ts'
import { ActRun, type Outcome } from './run.ts'

interface Acting {
  /** What is under way; null when nothing is. */
  readonly run: { readonly done: number; readonly total: number } | null
  /** What failed of the last act, until somebody has read it. */
  readonly failed: readonly ActResult[]
  /** Takes the last act back, for as long as that is possible. */
  readonly undo: (() => void) | null
}

/** How an act on conversations stands. */
export const useActing = create<Acting>()(() => ({ run: null, failed: [], undo: null }))

export const forgetFailed = () => useActing.setState({ failed: [] })

const UNDO_MS = 10_000

async function bulk(ids: readonly string[], wanted: InboxAct) {
  // A closed conversation takes no more replies: what waits to be taken back goes out before.
  if (wanted.kind === 'close') for (const id of ids) await sendHeldForUndo(id)
  const body = { ids, act: wanted }
  return ask<BulkResult>({ method: 'POST', path: '/api/inbox/bulk', body })
}

const undoOne = async (id: string) =>
  (await ask<{ results: ActResult[] }>({ method: 'POST', path: `/api/inbox/undo/${id}` })).results

let current: ActRun | null = null

/** Ends what is under way after the part that is being done. */
export const cancelAct = () => current?.cancel()

let queue: Promise<unknown> = Promise.resolve()

/** Does one thing to conversations, says what came of it, and offers to take it back. One act begins after the other. */
export function act(ids: readonly string[], wanted: InboxAct) {
  const turn = queue.then(() => perform(ids, wanted))
  queue = turn.catch(() => undefined)
  attempt(() => turn)
}

async function perform(ids: readonly string[], wanted: InboxAct) {
  current = new ActRun((part) => bulk(part, wanted), progressed)
  try {
    conclude(await current.all(ids), wanted)
  } finally {
    current = null
    useActing.setState({ run: null })
  }
}

const progressed = (done: number, total: number) => useActing.setState({ run: { done, total } })

function conclude({ results, undoIds, error }: Outcome, wanted: InboxAct) {
  const { acts } = words().triage
  const failed = results.filter(({ outcome }) => outcome === 'failed')
  const done = results.filter(({ outcome }) => outcome === 'done').length
  if (done > 0) offerUndo(acts.done[wanted.kind](done), undoIds)
  else if (failed.length === 0 && !error) sayDone(acts.unchanged)
  if (results.length === 1 && failed[0]) sayFailed(failed[0].message ?? acts.failed(1))
  else if (failed.length > 0) useActing.setState({ failed })
  if (error) sayFailed(tellProblem(error))
}

function offerUndo(title: string, undoIds: readonly string[]) {
  const takeBack = () => {
    forget()
    attempt(() => undoAll(undoIds))
  }
  const forget = () => useActing.setState(({ undo }) => (undo === takeBack ? { undo: null } : {}))
  useActing.setState({ undo: takeBack })
  sayUndoable(title, words().commands.undo, takeBack)
  setTimeout(forget, UNDO_MS)
}

// What was done last is taken back first.
async function undoAll(undoIds: readonly string[]) {
  const results: ActResult[] = []
  for (const id of undoIds.toReversed()) results.push(...(await undoOne(id)))
  const { acts } = words().triage
  const failed = results.filter(({ outcome }) => outcome === 'failed')
  const done = results.length - failed.length
  if (done > 0) sayDone(acts.undone(done))
  if (results.length === 1 && failed[0]) sayFailed(failed[0].message ?? acts.failed(1))
  else if (failed.length > 0) useActing.setState({ failed })
}
