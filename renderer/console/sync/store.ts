import { create } from 'zustand'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { inOneGo } from './put.ts'
import { emptyWorld, type World } from './world.ts'

export const useWorld = create<World>()(() => emptyWorld(0))

/** The world of this moment, for code outside of components. */
export const world = () => useWorld.getState()

export const change = (next: (world: World) => World) =>
  useWorld.setState((now) => inOneGo(() => next(now)), true)

export type Mark = 'connecting' | 'catchingUp' | 'inSync' | 'offline'

interface Standing {
  /** What the sync mark shows. */
  readonly mark: Mark
  /** Counts the times the world began anew; 0 until the server's first greeting. */
  readonly epoch: number
  /** Counts the times the world was emptied, at signing out too: whatever was asked before belongs to another. */
  readonly emptied: number
  /** Counts the times the world caught up: what failed before the last of them is worth another try. */
  readonly caughtUp: number
  /** Counts the times the server was asked whether anything was missed, and answered. */
  readonly checked: number
  /** While the connection is down: when the server was last heard, in milliseconds. */
  readonly since: number | null
}

export const useStanding = create<Standing>()(() => ({
  mark: 'connecting',
  epoch: 0,
  emptied: 0,
  caughtUp: 0,
  checked: 0,
  since: null,
}))

/**
 * Asks the server, takes its answer in and hands it on. `askedAt` is where the stream stood when the question went out. An
 * answer to a question from before a new beginning is not taken in: whoever needs it asks again.
 */
export async function learnAnswer<T>(
  ask: () => Promise<T>,
  take: (world: World, answer: T, askedAt: number) => World,
): Promise<T> {
  const { emptied } = useStanding.getState()
  const askedAt = world().seq
  const answer = await ask()
  if (emptied === useStanding.getState().emptied) change((now) => take(now, answer, askedAt))
  return answer
}

/** The same, for whoever looks at the world alone. */
export async function learn<T>(
  ask: () => Promise<T>,
  take: (world: World, answer: T, askedAt: number) => World,
): Promise<void> {
  await learnAnswer(ask, take)
}

/** The world begins anew at a place of the stream: what was asked before is not taken in any more. */
export function beginAnew(head: number) {
  change(() => emptyWorld(head))
  useStanding.setState(({ epoch, emptied }) => ({ epoch: epoch + 1, emptied: emptied + 1 }))
}

/** Forgets everything, as at signing out: the server is yet to greet whoever comes next. */
export function forgetWorld() {
  useStanding.setState(({ emptied }) => ({
    mark: 'connecting',
    epoch: 0,
    emptied: emptied + 1,
    since: null,
  }))
  change(() => emptyWorld(0))
}

/** Whether what is shown is what was kept on this device: the server has not been heard since the start. */
export const isKept = ({ epoch, since }: Standing) => epoch === 0 && since !== null

/** Shows what was kept, of when the server was heard at `since`. */
export function showKept(kept: World, since: number) {
  change(() => kept)
  useStanding.setState({ mark: 'offline', since })
}

type EventListener = (events: readonly StreamEvent[], isLive: boolean) => void
const listeners = new Set<EventListener>()

/** Calls with the events that were just applied. Returns the function that ends it. */
export function onEvents(listener: EventListener) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function announce(events: readonly StreamEvent[], isLive: boolean) {
  for (const listener of listeners) listener(events, isLive)
}
