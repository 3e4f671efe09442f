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
 * Asks the server and takes its answer in. `askedAt` is where the stream stood when the question went out. An answer
 * to a question from before a new beginning is dropped: whoever needs it asks again.
 */
export async function learn<T>(
  ask: () => Promise<T>,
  take: (world: World, answer: T, askedAt: number) => World,
) {
  const { emptied } = useStanding.getState()
  const askedAt = world().seq
  const answer = await ask()
  if (emptied === useStanding.getState().emptied) change((now) => take(now, answer, askedAt))
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
