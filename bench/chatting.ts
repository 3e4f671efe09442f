import { setTimeout as pause } from 'node:timers/promises'
import { ChatSocket } from './client.ts'
import { type Figure, p95 } from './console/figure.ts'
import { type Conversation, openConversations } from './conversation.ts'
import { quantile } from './quantiles.ts'

const CHATS = 50
const PER_SECOND = 100
const ROUNDS = 3
const TICK_MS = 10

/** Where chats are, and an agent who may see them. */
export interface Place {
  url: string
  agentToken: string
}

/** What goes on beside the chats in every second round, until it is told to end; answers how long each time took. */
export interface Beside {
  what: string
  until: (signal: AbortSignal) => Promise<number[]>
}

/** Fifty customers at their chats. */
export function openChats({ url, agentToken }: Place): Promise<Conversation[]> {
  return openConversations(
    { urls: [url], agentToken, connect: (base, auth) => ChatSocket.connect(base, auth) },
    CHATS,
  )
}

/** What chats take alone and beside something else, in turn. */
export async function compareChats(
  chats: readonly Conversation[],
  { what, until }: Beside,
  seconds: number,
): Promise<Figure[]> {
  await chat(chats, 1)
  const [alone, beside, meanwhile]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    alone.push(quantile(await chat(chats, seconds), 0.99))
    const end = new AbortController()
    const going = until(end.signal)
    beside.push(quantile(await chat(chats, seconds), 0.99))
    end.abort()
    meanwhile.push(...(await going))
  }
  const [before, after] = [quantile(alone, 0.5), quantile(beside, 0.5)]
  return [
    { what: 'chat alone, p99', unit: 'ms', value: before, details: { rounds: alone } },
    { what: `chat beside ${what}, p99`, unit: 'ms', value: after, details: { rounds: beside } },
    { what: 'the second as a multiple of the first', unit: '', value: after / before },
    p95(`${what} meanwhile`, meanwhile),
  ]
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
