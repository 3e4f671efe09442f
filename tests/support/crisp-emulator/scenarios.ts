import { setTimeout as passed } from 'node:timers/promises'
import type { CrispEmulator } from './emulator.ts'

/** Something that happens at Crisp, from beginning to end. */
export interface Scenario {
  /** What a person reads before they start it. */
  says: string
  play(emulator: CrispEmulator): Promise<void>
}

/** Scripted scenarios; each leaves a Crisp that works again, and a truth that everybody must come to. */
export const SCENARIOS: Record<string, Scenario> = {
  'short outage': {
    says: 'The RTM goes away for two seconds; a visitor writes meanwhile.',
    async play(emulator) {
      const session = aConversation(emulator)
      await emulator.rtmDoor.close()
      emulator.acts.visitorSays(session, 'Written while nobody listened')
      await passed(2_000)
      await emulator.rtmDoor.open()
    },
  },
  'everybody out': {
    says: 'Crisp ends every socket on purpose, which the SDK takes as final.',
    async play(emulator) {
      emulator.rtm.disconnectAll()
      emulator.acts.visitorSays(aConversation(emulator), 'Written after the sockets were ended')
    },
  },
  'twice and backwards': {
    says: 'A burst of events comes in the wrong order, and each twice.',
    async play({ acts, feed, ...emulator }) {
      const session = aConversation({ acts, ...emulator })
      feed.hold()
      for (const text of ['first', 'second', 'third']) acts.visitorSays(session, text)
      acts.setState(session, 'resolved')
      feed.release((events) => events.toReversed().flatMap((event) => [event, event]))
    },
  },
  'busy day': {
    says: 'Ten requests are refused with 429 and 420.',
    async play({ faults }) {
      faults.script({ times: 5, fault: { kind: 'answer', status: 429, retryAfter: 1 } })
      faults.script({ times: 5, fault: { kind: 'answer', status: 420 } })
    },
  },
  'answer lost': {
    says: 'The next message sent over REST is stored, but the sender gets no answer.',
    async play({ faults }) {
      faults.script({ route: '/message', fault: { kind: 'reset-after' } })
    },
  },
  'lost events': {
    says: 'A visitor writes, edits and takes back, and no event says so.',
    async play({ acts, feed, ...emulator }) {
      const session = aConversation({ acts, ...emulator })
      const kept = acts.visitorSays(session, 'will be edited')
      const gone = acts.visitorSays(session, 'will be taken back')
      feed.delivery = 'lost'
      acts.edit(session, kept.fingerprint, 'was edited')
      acts.remove(session, gone.fingerprint)
      acts.visitorSays(session, 'nobody was told')
      feed.delivery = 'once'
    },
  },
}

function aConversation({ acts, websiteId }: Pick<CrispEmulator, 'acts' | 'websiteId'>): string {
  const session = acts.visitorArrives(websiteId, { nickname: 'Scenario' })
  acts.visitorSays(session, 'Here begins a scenario')
  return session
}
