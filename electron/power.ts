import type { EventBody } from './bridge/contract.ts'

export type PowerState = EventBody<'power.change'>['state']

/** The part of electron's powerMonitor that is used here. */
export type PowerMonitor = {
  getSystemIdleState(seconds: number): PowerState | 'unknown'
  on(event: 'lock-screen', listener: () => void): unknown
  on(event: 'unlock-screen', listener: () => void): unknown
  on(event: 'suspend', listener: () => void): unknown
  on(event: 'resume', listener: () => void): unknown
}

export type PowerParts = {
  monitor: PowerMonitor
  onChange: (state: PowerState) => void
  /** The machine slept: what was connected may be dead. */
  onWake: () => void
  every: (ms: number, look: () => void) => void
}

export type Power = { state: () => PowerState }

const IDLE_SECONDS = 5 * 60
const LOOK_MS = 10_000

/** Knows whether somebody is at the machine, and tells when that changes. */
export function watchPower({ monitor, onChange, onWake, every }: PowerParts): Power {
  let state: PowerState = 'active'
  let isLocked = false
  let isAsleep = false

  function look() {
    const seen = monitor.getSystemIdleState(IDLE_SECONDS)
    // Some desktops tell of the lock by the event alone; only its own event ends it.
    const next = isLocked || isAsleep ? 'locked' : seen === 'unknown' ? state : seen
    if (next === state) return
    state = next
    onChange(state)
  }
  function lock(locked: boolean) {
    isLocked = locked
    look()
  }
  function sleep(asleep: boolean) {
    isAsleep = asleep
    if (!asleep) onWake()
    look()
  }

  monitor.on('lock-screen', () => lock(true))
  monitor.on('unlock-screen', () => lock(false))
  monitor.on('suspend', () => sleep(true))
  monitor.on('resume', () => sleep(false))
  every(LOOK_MS, look)
  look()
  return { state: () => state }
}
