import { randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import type { ChatMessage, SentMessage, StartedChat } from '../server/contract/webchat.ts'
import type { BenchSocket, Connect } from './client.ts'
import { Receipts } from './receipts.ts'
import { sentences } from './sentences.ts'

type Answer = ({ success: true } & SentMessage) | { success: false; code: string }

/** What a measurement learns of each message; `at` and `intendedAt` are `performance.now()`. */
export interface Observer {
  acknowledged(intendedAt: number, at: number): void
  delivered(intendedAt: number, at: number): void
}

const nobody: Observer = { acknowledged: () => undefined, delivered: () => undefined }

/** A customer and an agent in one chat; the customer writes, both are told of every message. */
export class Conversation {
  readonly sessionId: string
  /** The number each message was stored under, by the order it was sent in. */
  readonly acknowledged = new Map<number, number>()
  readonly received = { customer: new Receipts(), agent: new Receipts() }
  observer = nobody
  /** Called at each acknowledgement: the closed loop sends the next message here. */
  onAcknowledged: () => void = () => undefined
  refusals: string[] = []
  lostConnections = 0
  readonly #customer: BenchSocket
  readonly #agent: BenchSocket
  readonly #intendedAt: number[] = []

  constructor(sessionId: string, customer: BenchSocket, agent: BenchSocket) {
    this.sessionId = sessionId
    this.#customer = customer
    this.#agent = agent
    customer.on<ChatMessage>('newMessage', (message) => this.#told('customer', message))
    agent.on<ChatMessage>('newMessage', (message) => {
      const index = this.#told('agent', message)
      this.observer.delivered(this.#intendedAt[index] ?? Number.NaN, performance.now())
    })
    for (const socket of [customer, agent]) socket.onLost = () => (this.lostConnections += 1)
  }

  get inFlight(): number {
    return this.#intendedAt.length - this.acknowledged.size - this.refusals.length
  }

  /** Sends the customer's next message, which was due at `intendedAt`. */
  send(intendedAt: number): void {
    const index = this.#intendedAt.push(intendedAt) - 1
    const message = {
      sessionId: this.sessionId,
      content: sentences[index % sentences.length],
      senderType: 'customer',
      // Ordered by time, as our own clients choose them; the last twelve digits are the message's index.
      clientMessageId: v7().slice(0, 24) + index.toString(16).padStart(12, '0'),
    }
    this.#customer.emit<Answer>('sendMessage', message, (answer) => {
      if (answer.success) {
        this.acknowledged.set(index, answer.seq)
        this.observer.acknowledged(intendedAt, performance.now())
      } else this.refusals.push(answer.code)
      this.onAcknowledged()
    })
  }

  /** True when every message sent was answered and both sides have what was acknowledged. */
  isSettled(): boolean {
    const { customer, agent } = this.received
    if (this.inFlight > 0) return false
    return customer.hasAll(this.acknowledged) && agent.hasAll(this.acknowledged)
  }

  close(): void {
    this.#customer.close()
    this.#agent.close()
  }

  #told(who: 'customer' | 'agent', message: ChatMessage): number {
    const index = Number.parseInt(message.clientMessageId?.slice(24) ?? '', 16)
    this.received[who].note(index, message.seq)
    return index
  }
}

/** Where conversations are opened, by which client, and as whom the agents sign in. */
export interface Door {
  /** Of one process or of several; each customer's agent is on the next one. */
  urls: readonly string[]
  agentToken: string | undefined
  connect: Connect
}

/** Opens `count` conversations, ten at a time: all customers first, then their agents. */
export async function openConversations(
  { urls, agentToken, connect }: Door,
  count: number,
): Promise<Conversation[]> {
  const urlOf = (index: number) => urls[index % urls.length] ?? ''
  const run = randomUUID().slice(0, 8)
  const starts = await inTens(count, async (index) => {
    const customer = await connect(urlOf(index), {})
    const { sessionId } = await customer.request<StartedChat>('startChat', {
      customerEmail: `bench-${run}-${index}@example.com`,
      customerName: `Customer ${index}`,
    })
    return { customer, sessionId }
  })
  return inTens(count, async (index) => {
    const start = starts[index]
    if (!start) throw new Error(`conversation ${index} did not start`)
    const agent = await connect(urlOf(index + 1), agentToken ? { token: agentToken } : {})
    await agent.request('joinSession', { sessionId: start.sessionId })
    return new Conversation(start.sessionId, start.customer, agent)
  })
}

async function inTens<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = []
  for (let from = 0; from < count; from += 10) {
    const length = Math.min(10, count - from)
    made.push(...(await Promise.all(Array.from({ length }, (_, offset) => make(from + offset)))))
  }
  return made
}
