import type { CrispEmulator } from './emulator.ts'
import type { ScriptedFault } from './faults.ts'
import type { Delivery } from './feed.ts'
import type { QuotaRule } from './quota.ts'
import type { CrispEvent } from './shapes.ts'

const ARRANGEMENTS = {
  'in order': (events: CrispEvent[]) => events,
  backwards: (events: CrispEvent[]) => events.toReversed(),
  twice: (events: CrispEvent[]) => events.flatMap((event) => [event, event]),
}

/** Everything that can go wrong with this Crisp, by name, for whoever drives it from outside. */
export function createTrouble(emulator: CrispEmulator) {
  const { rest, rtmDoor, rtm, feed, faults, quota, cache } = emulator
  return {
    failNext: (fault: ScriptedFault) => faults.script(fault),
    forgetFaults: () => faults.clear(),
    deliver: (delivery: Delivery) => void (feed.delivery = delivery),
    holdEvents: () => feed.hold(),
    releaseEvents: (order: keyof typeof ARRANGEMENTS = 'in order') =>
      feed.release(ARRANGEMENTS[order]),
    disconnectSockets: () => rtm.disconnectAll(),
    dropConnections: () => rtm.dropAll(),
    freezeConnections: () => rtmDoor.freeze(),
    refuseEverybody: (refuses: boolean) => void (rtm.rules.refusesAll = refuses),
    closeRtm: () => rtmDoor.close(),
    openRtm: () => rtmDoor.open(),
    moveRtm: () => rtmDoor.move(),
    closeRest: () => rest.close(),
    openRest: () => rest.open(),
    limit: (rule: Partial<QuotaRule>) => void Object.assign(quota.rule, rule),
    keepLists: (ms: number) => void (cache.keepMs = ms),
  }
}
