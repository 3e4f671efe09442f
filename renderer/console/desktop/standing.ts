import type { CallInput } from '../../../electron/bridge/contract.ts'
import { desktop } from '../host/desktop.ts'
import { attempt } from '../shell/attempt.ts'
import { sayAvailability } from '../sync/command.ts'
import { useOutgoing } from '../sync/sending.ts'
import { type Mark, useStanding, useWorld } from '../sync/store.ts'
import { isComposing, onComposing } from './composing.ts'

type Standing = CallInput<'standing.set'>

const SYNC: Record<Mark, Standing['sync']> = {
  connecting: 'connecting',
  catchingUp: 'catching_up',
  inSync: 'in_sync',
  offline: 'offline',
}

const GONE: Standing = {
  sync: 'signed_out',
  availability: null,
  isComposing: false,
  hasUnsent: false,
}

let endWatch = () => {}

/** Tells the shell that nobody is signed in here (any more). */
export function sayNobody() {
  endWatch()
  void desktop?.standing.set(GONE)
}

/** Tells the shell how this console stands, for the tray, and follows what the agent chooses there. */
export function watchStanding(agentId: string) {
  if (!desktop) return () => undefined
  const { standing } = desktop
  let said = ''
  const say = () => {
    const next: Standing = {
      sync: SYNC[useStanding.getState().mark],
      availability: useWorld.getState().agents[agentId]?.value?.availability ?? null,
      isComposing: isComposing(),
      // What the server refused waits for its writer, however long that takes.
      hasUnsent: useOutgoing.getState().items.some(({ state }) => state === 'sending'),
    }
    const text = JSON.stringify(next)
    if (text === said) return
    said = text
    void standing.set(next)
  }
  const ends = [
    useStanding.subscribe(say),
    useWorld.subscribe(say),
    useOutgoing.subscribe(say),
    onComposing(say),
    standing.onChoose(({ availability }) => attempt(() => sayAvailability(availability))),
  ]
  endWatch = () => {
    for (const end of ends) end()
  }
  say()
  return sayNobody
}
