import type { ChatMessage } from '../server/contract/webchat.ts'
import type { Conversation } from './conversation.ts'
import type { Target } from './targets.ts'

const PAGE = 500

/** What the server's database holds, asked for over REST, against what was acknowledged. */
export interface Stored {
  messages: number
  /** Conversations whose stored messages are not those acknowledged, each once, numbered 1…n. */
  wrong: string[]
}

/** Reads every message of every conversation back, a few conversations at a time. */
export async function readBack(target: Target, conversations: Conversation[]): Promise<Stored> {
  const stored: Stored = { messages: 0, wrong: [] }
  const queue = [...conversations]
  const worker = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const messages = await readAll(target, next.sessionId)
      stored.messages += messages.length
      if (!isAsAcknowledged(messages, next)) stored.wrong.push(next.sessionId)
    }
  }
  await Promise.all(Array.from({ length: 4 }, worker))
  return stored
}

function isAsAcknowledged(messages: ChatMessage[], conversation: Conversation): boolean {
  const ids = new Set(messages.map((message) => message.id))
  const isNumbered = messages.every((message, index) => message.seq === index + 1)
  const count = conversation.acknowledged.size
  return isNumbered && messages.length === count && ids.size === count
}

async function readAll(target: Target, sessionId: string): Promise<ChatMessage[]> {
  const messages: ChatMessage[] = []
  for (;;) {
    const after = messages.at(-1)?.seq ?? 0
    const path = `/api/chat/sessions/${sessionId}/messages?after=${after}&limit=${PAGE}`
    const headers = { authorization: `Bearer ${target.agentToken}` }
    const answer = await fetch(target.url + path, { headers })
    if (!answer.ok) throw new Error(`${target.name}: reading messages answered ${answer.status}`)
    const { data } = (await answer.json()) as { data: ChatMessage[] }
    messages.push(...data)
    if (data.length < PAGE) return messages
  }
}
