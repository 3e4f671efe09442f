import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Socket } from 'socket.io-client'
import type {
  ChatMessage,
  ResumedChat,
  SentMessage,
  StartedChat,
} from '../../server/contract/webchat.ts'
import type { Ledger } from './ledger.ts'
import { ask, doubting, openLine } from './line.ts'
import { type Attempt, type Draft, isPassing, Outbox, type OutgoingFile } from './outbox.ts'

const AGAIN_MS = 2_000

/** Who comes to chat, where, and from which address where the server is told of it. */
export interface Arrival {
  url: string
  name: string
  ledger: Ledger
  from?: string
}

export const emailOf = (name: string) => `${name}@faults.test`

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
  readonly #url: string
  readonly #sessionToken: string
  readonly #keys = new Set<string>()
  // One read of the socket may bring an answer and what was said after it: that is heard before the answer is taken in.
  readonly #ahead = new Map<number, ChatMessage>()
  #isUp = false
  #catchingUp: Promise<void> | null = null

  private constructor(socket: Socket, { url, name, ledger }: Arrival, started: StartedChat) {
    this.#socket = socket
    this.#url = url
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

  /** Connects and starts a chat; asks until it is started, under the same `clientSessionId`. */
  static async start(arrival: Arrival): Promise<Customer> {
    const { url, name, from } = arrival
    const socket = openLine(`${url}/chat`, {}, 500, from)
    const customer = { customerEmail: emailOf(name), customerName: name }
    const request = { ...customer, clientSessionId: randomUUID() }
    for (;;) {
      if (!socket.connected) await new Promise<void>((resolve) => socket.once('connect', resolve))
      const started = await ask<StartedChat>(socket, 'startChat', request)
      if (started?.success) return new Customer(socket, arrival, started)
      if (started && !isPassing(started))
        throw new Error(`${name} could not start a chat: ${started.code}`)
      await delay(AGAIN_MS)
    }
  }

  say(text: string): string {
    return this.outbox.write(this.sessionId, text)
  }

  /** Sends a file with a message. */
  show(text: string, bytes: Buffer<ArrayBuffer>): string {
    return this.outbox.write(this.sessionId, text, bytes)
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

  async #send({ key, content, file }: Draft): Promise<Attempt> {
    const { sessionId } = this
    if (file && file.id === undefined) {
      const refused = await this.#upload(file)
      // Who came back meanwhile must resume first: then it is tried again.
      if (refused || file.id === undefined || !this.#isUp) return refused
    }
    const payload = { sessionId, content, senderType: 'customer', clientMessageId: key }
    const files = file?.id !== undefined && { attachmentIds: [file.id] }
    const asked = ask<SentMessage>(this.#socket, 'sendMessage', { ...payload, ...files })
    const answer = await doubting(asked, () => void this.#catchUp())
    if (answer?.success) return { messageId: answer.messageId, seq: answer.seq }
    if (answer?.code !== 'file_not_found' || !file) return answer
    // What was uploaded before is gone by now: it is uploaded again.
    file.id = undefined
    return undefined
  }

  /** Answers why it was refused; nothing when it was not, or was not answered. */
  async #upload(file: OutgoingFile): Promise<Attempt> {
    const answer = await fetch(`${this.#url}/api/chat/visitor/files?name=picture.png`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.#sessionToken}`,
        'content-type': 'application/octet-stream',
      },
      body: file.bytes,
    })
      .then(async (response) => (await response.json()) as { code?: string; data?: { id: string } })
      .catch(() => undefined)
    file.id = answer?.data?.id
    return answer?.code === undefined ? undefined : { code: answer.code }
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
      const { id } = this.#socket
      const afterSeq = this.thread.length
      const answer = await ask<ResumedChat>(this.#socket, 'resume', {
        sessionId,
        sessionToken,
        afterSeq,
      })
      if (!answer?.success) {
        await delay(AGAIN_MS)
        // A connection that answers nothing is dead, whatever it says of itself: a new one is made.
        if (!answer && this.#socket.connected && this.#socket.id === id)
          this.#socket.disconnect().connect()
        continue
      }
      for (const message of answer.messages) this.#hear(message)
      if (this.thread.length >= answer.headSeq && this.#ahead.size === 0) return
    }
  }
}
