import type { CrispEvent } from './shapes.ts'

export type Receiver = (event: CrispEvent) => void

/** What may happen to events on their way, until it is set back. */
export type Delivery = 'once' | 'twice' | 'lost'

/** Carries events from the actions to the sockets and web hooks, and misbehaves on request. */
export interface Feed {
  send(event: CrispEvent): void
  subscribe(receiver: Receiver): () => void
  /** How the events from now on are delivered. */
  delivery: Delivery
  /** Keeps events back until they are released. */
  hold(): void
  /** Lets go what was kept back, in the order that `arrange` gives it: it may repeat, leave out and shuffle. */
  release(arrange?: (held: CrispEvent[]) => CrispEvent[]): void
  /** Delivers an event of long ago once more. */
  repeat(matches: (event: CrispEvent) => boolean): number
  /** Every event that was sent, delivered or not. */
  sent: CrispEvent[]
}

export function createFeed(): Feed {
  const receivers = new Set<Receiver>()
  let held: CrispEvent[] | undefined
  const deliver = (event: CrispEvent) => {
    for (const receive of receivers) receive(event)
  }
  const feed: Feed = {
    delivery: 'once',
    sent: [],
    subscribe(receiver) {
      receivers.add(receiver)
      return () => receivers.delete(receiver)
    },
    send(event) {
      const fixed = structuredClone(event)
      feed.sent.push(fixed)
      if (feed.delivery === 'lost') return
      const copies = feed.delivery === 'twice' ? [fixed, fixed] : [fixed]
      if (held) held.push(...copies)
      else for (const copy of copies) deliver(copy)
    },
    hold() {
      held ??= []
    },
    release(arrange = (events) => events) {
      const events = held ?? []
      held = undefined
      for (const event of arrange(events)) deliver(event)
    },
    repeat(matches) {
      const events = feed.sent.filter(matches)
      for (const event of events) deliver(event)
      return events.length
    },
  }
  return feed
}
