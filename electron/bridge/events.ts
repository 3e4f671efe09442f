import { contract } from './contract.ts'
import type { EventBody, EventName } from './contract.ts'

const LIMIT = 100

export type Events = {
  tell: <N extends EventName>(name: N, body: EventBody<N>) => void
  /** For what a page asks itself when it begins: said at once, or not at all. */
  say: Events['tell']
  /** The console has subscribed: what waited is sent, in order, and then everything at once. */
  ready: () => void
  /** The page went away or is being replaced: wait again. */
  pause: () => void
  /** What waits is not for whoever listens next. */
  forget: () => void
  /** The same of what speaks of one session; where the app was asked to go still holds. */
  forgetSession: () => void
}

const OF_A_SESSION: ReadonlySet<EventName> = new Set([
  'download.change',
  'notification.click',
  'notification.dismiss',
  'notification.read',
  'notification.reply',
  'standing.choose',
])

/** What the shell has to say waits here until the console listens. */
export function createEvents(send: (name: EventName, body: unknown) => void): Events {
  let isReady = false
  let waiting: { name: EventName; body: unknown }[] = []

  return {
    tell(name, body) {
      const checked = contract.events[name].parse(body)
      if (isReady) send(name, checked)
      else waiting = [...waiting, { name, body: checked }].slice(-LIMIT)
    },
    say(name, body) {
      send(name, contract.events[name].parse(body))
    },
    ready() {
      isReady = true
      const due = waiting
      waiting = []
      for (const { name, body } of due) send(name, body)
    },
    pause() {
      isReady = false
    },
    forget() {
      waiting = []
    },
    forgetSession() {
      waiting = waiting.filter(({ name }) => !OF_A_SESSION.has(name))
    },
  }
}
