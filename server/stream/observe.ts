import type { Database } from '../db/transaction.ts'
import type { Metrics } from '../metrics.ts'
import { subscribe } from './announce.ts'

/** Counts the messages this process stored. Subscribe it last: its time since the commit is then what telling the sockets took. */
export function observeStream(database: Database, metrics: Metrics): void {
  subscribe(database, (events, committedAt) => {
    if (committedAt === undefined) return
    for (const event of events) {
      if (event.kind !== 'message.added') continue
      metrics.messages.inc({
        channel: event.refs.channel ?? '',
        author: event.body.message.author.type,
      })
    }
    metrics.fanOutSeconds.observe((performance.now() - committedAt) / 1_000)
  })
}
