import { setTimeout as delay } from 'node:timers/promises'
import type { Socket } from 'socket.io-client'
import type {
  ChatMessage,
  ResumedChat,
  SentMessage,
  StartedChat,
} from '../../server/contract/webchat.ts'
import type { Ledger } from './ledger.ts'
import { ask, openLine } from './line.ts'
import { Outbox, type Draft } from './outbox.ts'

const AGAIN_MS = 2_000

/**
 * A customer's web chat, as ours behaves: it resumes on every connection, keeps what came beyond a gap, and shows it once
 * the gap is closed.
 */
export class Customer {
  readonly name: string
  readonly sessionId: string
  /** The messages it holds; the one numbered n stands at n − 1. */
  readonly thread: ChatMessage[] = []
  readonly outbox: Outbox
  /** Messages that came under a number another message already has. */
  clashes = 0
  readonly #socket: Socket
  readonly #sessionToken: string
  readonly #keys = new Set<string>()
  // One read of the socket may bring an answer and what was said after it: that is heard before the answer is taken in.
  readonly #ahead = new Map<number, ChatMessage>()
  #isUp = false
  #catchingUp: Promise<void> | null = null

  private constructor(socket: Socket, name: string, started: StartedChat, ledger: Ledger) {
    this.#socket = socket
    this.name = name
    this.sessionId = started.sessionId
    this.#sessionToken = started.sessionToken
    this.outbox = new Outbox({
      ledger,
      author: name,
      isUp: () => this.#isUp,
      attempt: (draft) => this.#send(draft),
    })
    socket.on('connect', () => void this.#bringUp())
    socket.on('disconnect', () => (this.#isUp = false))
    socket.on('newMessage', (message: ChatMessage) => this.#hear(message))
    void this.#bringUp()
  }

  /** Connects and starts a chat; the server must be up. */
  static async start(url: string, name: string, ledger: Ledger): Promise<Customer> {
    const socket = openLine(`${url}/chat`, {}, 500)
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    const customerEmail = `${name}@faults.test`
    const started = await ask<StartedChat>(socket, 'startChat', {
      customerEmail,
      customerName: name,
    })
    if (!started?.success) throw new Error(`${name} could not start a chat: ${started?.code}`)
    return new Customer(socket, name, started, ledger)
  }

  say(text: string): string {
    return this.outbox.write(this.sessionId, text)
  }

  holds(key: string): boolean {
    return this.#keys.has(key)
  }

  /** Goes out of reach, or comes back. */
  leave(): void {
    this.#socket.disconnect()
  }
  comeBack(): void {
    this.#socket.connect()
  }

  async #send({ key, content }: Draft) {
    const { sessionId } = this
    const payload = { sessionId, content, senderType: 'customer', clientMessageId: key }
    const answer = await ask<SentMessage>(this.#socket, 'sendMessage', payload)
    return answer?.success ? { messageId: answer.messageId, seq: answer.seq } : answer
  }

  async #bringUp(): Promise<void> {
    await this.#catchUp()
    if (!this.#socket.connected) return
    this.#isUp = true
    this.outbox.flush()
  }

  #hear(message: ChatMessage): void {
    const known = this.thread[message.seq - 1] ?? this.#ahead.get(message.seq)
    if (known) this.clashes += known.id === message.id ? 0 : 1
    else this.#ahead.set(message.seq, message)
    this.#closeUp()
    if (this.#ahead.size > 0) void this.#catchUp()
  }

  #closeUp(): void {
    for (;;) {
      const seq = this.thread.length + 1
      const next = this.#ahead.get(seq)
      if (!next) return
      this.#ahead.delete(seq)
      this.thread.push(next)
      this.#keys.add(next.clientMessageId ?? '')
    }
  }

  #catchUp(): Promise<void> {
    this.#catchingUp ??= this.#resume().finally(() => (this.#catchingUp = null))
    return this.#catchingUp
  }

  async #resume(): Promise<void> {
    const { sessionId } = this
    const sessionToken = this.#sessionToken
    while (this.#socket.connected) {
      const afterSeq = this.thread.length
      const answer = await ask<ResumedChat>(this.#socket, 'resume', {
        sessionId,
        sessionToken,
        afterSeq,
      })
      if (!answer?.success) {
        await delay(AGAIN_MS)
        continue
      }
      for (const message of answer.messages) this.#hear(message)
      if (this.thread.length >= answer.headSeq && this.#ahead.size === 0) return
    }
  }
}
