import { setTimeout as pause } from 'node:timers/promises'
import { ChatSocket } from '../client.ts'
import { type Figure, p95 } from '../console/figure.ts'
import { type Conversation, openConversations } from '../conversation.ts'
import { quantile } from '../quantiles.ts'
import { search, type Searcher, searchUntil } from './searching.ts'

const CHATS = 50
const PER_SECOND = 100
const ROUNDS = 3
const TICK_MS = 10
const LAG_TIMES = 20
const LAG_MS = 1_000

/** What chats take alone and while ten people search, in turn; and how soon what was said is found. */
export async function measureChats(searcher: Searcher, seconds: number): Promise<Figure[]> {
  const { url, agentToken } = searcher
  const chats = await openConversations(
    { urls: [url], agentToken, connect: (base, auth) => ChatSocket.connect(base, auth) },
    CHATS,
  )
  try {
    await chat(chats, 1)
    const [alone, beside, searches]: [number[], number[], number[]] = [[], [], []]
    for (let round = 0; round < ROUNDS; round++) {
      alone.push(quantile(await chat(chats, seconds), 0.99))
      const end = new AbortController()
      const searching = searchUntil(searcher, end.signal)
      beside.push(quantile(await chat(chats, seconds), 0.99))
      end.abort()
      searches.push(...(await searching))
    }
    const [before, after] = [quantile(alone, 0.5), quantile(beside, 0.5)]
    return [
      { what: 'chat alone, p99', unit: 'ms', value: before, details: { rounds: alone } },
      { what: 'chat beside ten searching, p99', unit: 'ms', value: after, details: { beside } },
      { what: 'the second as a multiple of the first', unit: '', value: after / before },
      p95('search meanwhile', searches),
      await measureLag(searcher, chats),
    ]
  } finally {
    for (const each of chats) each.close()
  }
}

/** Lets customers write evenly; answers how long each message took from when it was due to its acknowledgement. */
async function chat(chats: readonly Conversation[], seconds: number): Promise<number[]> {
  const times: number[] = []
  const observer = {
    acknowledged: (intendedAt: number, at: number) => void times.push(at - intendedAt),
    delivered: () => undefined,
  }
  for (const each of chats) each.observer = observer
  const begun = performance.now()
  const total = seconds * PER_SECOND
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - begun) / 1_000) * PER_SECOND))
    for (; sent < due; sent++) chats[sent % chats.length]?.send(begun + (sent / PER_SECOND) * 1_000)
    await pause(TICK_MS)
  }
  while (chats.some(({ inFlight }) => inFlight > 0)) await pause(TICK_MS)
  return times
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
