import type { Conversation } from '../conversation.ts'
import { openConversations } from '../conversation.ts'
import { ChatSocket } from '../client.ts'
import type { Desk } from './desk.ts'
import { type Figure, p95 } from './figure.ts'

const CHATS = 20
const MESSAGES = 40
const AWAY_EVENTS = 2_000
const MOVED_MS = 100
const FRAME_MS = 50
const LATE_MS = 30_000

/** Where customers write, past whatever stands between the console and the server. */
export interface Shop {
  url: string
  agentToken: string
  /** Cuts the console's connection, and lets it come back. */
  line: { cut(): Promise<void>; restore(): Promise<void> }
}

export const openChats = ({ url, agentToken }: Shop): Promise<Conversation[]> =>
  openConversations(
    { urls: [url], agentToken, connect: (base, auth) => ChatSocket.connect(base, auth) },
    CHATS,
  )

/** Lets messages arrive in conversations further down; each has to come to the top without a question to the server. */
export async function measureArriving(
  desk: Desk,
  chats: readonly Conversation[],
): Promise<Figure[]> {
  await desk.show('all')
  await desk.page.waitForTimeout(2_000)
  desk.asked.forget()
  const times: number[] = []
  for (let turn = 0; turn < MESSAGES; turn++) {
    const chat = chats[turn % chats.length]
    if (!chat) throw new Error('nobody writes')
    times.push(await oneArrives(desk, chat))
  }
  const questions = [...desk.asked.paths]
  return [
    p95('a message moves its row to the top, from its acknowledgement', times, MOVED_MS),
    {
      what: 'questions to the server meanwhile',
      unit: '',
      value: questions.length,
      target: 0,
      details: { questions },
    },
  ]
}

async function oneArrives({ probe }: Desk, chat: Conversation): Promise<number> {
  const atTop = probe.whenTop(chat.sessionId, LATE_MS)
  const committed = new Promise<number>((resolve) => {
    chat.onAcknowledged = () => resolve(performance.timeOrigin + performance.now())
  })
  chat.send(performance.now())
  const [seen, acknowledged] = await Promise.all([atTop, committed])
  return Math.max(0, seen - acknowledged)
}

/** Cuts the console off while customers go on writing, and lets it catch up. */
export async function measureAway(
  desk: Desk,
  { line }: Shop,
  chats: readonly Conversation[],
): Promise<Figure[]> {
  const { page, probe } = desk
  await line.cut()
  await write(chats, AWAY_EVENTS)
  // Not the one that stood at the top before.
  const [last] = chats
  if (!last) throw new Error('nobody writes')
  desk.asked.forget()
  await probe.reset()
  const socket = page.waitForEvent('websocket', { timeout: LATE_MS * 2 })
  const atTop = probe.whenTop(last.sessionId, LATE_MS * 2)
  await line.restore()
  await socket
  const opened = performance.timeOrigin + performance.now()
  const seen = await atTop
  await page.waitForTimeout(1_000)
  const { frame } = await probe.longest()
  const details = { events: AWAY_EVENTS, questions: desk.asked.paths.length }
  return [
    { what: 'catching up with 2,000 events', unit: 'ms', value: seen - opened, details },
    { what: 'longest frame meanwhile', unit: 'ms', value: frame, target: FRAME_MS },
  ]
}

/** So many messages, in turn; the first chat's is the last. */
async function write(chats: readonly Conversation[], count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += chats.length) {
    for (const chat of chats.toReversed()) {
      const stored = new Promise<void>((resolve) => (chat.onAcknowledged = resolve))
      chat.send(performance.now())
      await stored
    }
  }
}
