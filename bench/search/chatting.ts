import { setTimeout as pause } from 'node:timers/promises'
import { compareChats, openChats } from '../chatting.ts'
import { type Figure, p95 } from '../console/figure.ts'
import type { Conversation } from '../conversation.ts'
import { search, type Searcher, searchUntil, typeUntil } from './searching.ts'

const TICK_MS = 10
const LAG_TIMES = 20
const LAG_MS = 1_000

/** What chats take alone and while ten people search, in turn, as people do and without rest; and how soon what was said is found. */
export async function measureChats(searcher: Searcher, seconds: number): Promise<Figure[]> {
  const chats = await openChats(searcher)
  try {
    const typing = (signal: AbortSignal) => typeUntil(searcher, signal)
    const searching = (signal: AbortSignal) => searchUntil(searcher, signal)
    return [
      ...(await compareChats(chats, { what: 'ten at the search box', until: typing }, seconds)),
      ...(await compareChats(chats, { what: 'ten searching', until: searching }, seconds)),
      await measureLag(searcher, chats),
    ]
  } finally {
    for (const each of chats) each.close()
  }
}

/** From the acknowledgement of a message until it is found. */
async function measureLag(searcher: Searcher, chats: readonly Conversation[]): Promise<Figure> {
  const times: number[] = []
  for (let time = 0; time < LAG_TIMES; time++) {
    const one = chats[time % chats.length]
    if (!one) throw new Error('nobody writes')
    await new Promise<void>((resolve) => {
      one.onAcknowledged = resolve
      one.send(performance.now())
    })
    const begun = performance.now()
    while ((await search(searcher, 'zeppelin')).index.lagMs > 0) await pause(TICK_MS)
    times.push(performance.now() - begun)
  }
  return p95('said to found', times, LAG_MS)
}
