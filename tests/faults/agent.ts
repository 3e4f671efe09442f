import { setTimeout as delay } from 'node:timers/promises'
import type { Socket } from 'socket.io-client'
import type { WebSocket } from 'ws'
import type { Message } from '../../server/contract/conversations.ts'
import type { StreamEvent } from '../../server/contract/events.ts'
import type { Ledger } from './ledger.ts'
import { ask, doubting, openLine } from './line.ts'
import { Outbox, type Draft } from './outbox.ts'
import { until } from './until.ts'

const AGAIN_MS = 2_000
// Silence is no proof: this often the server is asked where the stream stands.
const CHECK_MS = 30_000

interface Batch {
  events: StreamEvent[]
  head: number
  tooOld: boolean
}

/** What an event must be on every screen: its kind, time and, where it tells of a message, which. */
function signatureOf({ kind, at, refs, body }: StreamEvent): string {
  const message = 'message' in body ? `${body.message.id} ${body.message.seq}` : ''
  return [kind, at, refs.conversationId ?? '', message].join(' ')
}

/** An agent's console, as ours behaves: a cursor on the stream, and nothing after a hole before the hole is filled. */
export class Agent {
  readonly name: string
  /** The signature of every event it took in; the one numbered n stands at n − 1. */
  readonly stream: string[] = []
  readonly outbox: Outbox
  readonly #keys = new Set<string>()
  readonly #socket: Socket
  readonly #early = new Map<number, StreamEvent>()
  readonly #checking: NodeJS.Timeout
  #head = 0
  #isUp = false
  #isAsking = false

  private constructor(socket: Socket, name: string, ledger: Ledger) {
    this.#socket = socket
    this.name = name
    this.outbox = new Outbox({
      ledger,
      author: name,
      isUp: () => this.#isUp,
      attempt: (draft) => this.#send(draft),
    })
    socket.on('hello', ({ head }: { head: number }) => {
      this.#isUp = true
      this.#head = Math.max(this.#head, head)
      this.#fill()
      this.outbox.flush()
    })
    socket.on('disconnect', () => (this.#isUp = false))
    this.#checking = setInterval(() => void this.#verify(), CHECK_MS)
    socket.on('event', (event: StreamEvent) => {
      this.#take([event])
      this.#fill()
    })
  }

  /** Connects and follows the stream from its beginning. */
  static async signIn(url: string, token: string, name: string, ledger: Ledger): Promise<Agent> {
    const socket = openLine(`${url}/console`, { token }, 300)
    const greeted = new Promise((resolve) => socket.once('hello', resolve))
    const agent = new Agent(socket, name, ledger)
    await greeted
    return agent
  }

  say(conversationId: string, text: string): string {
    return this.outbox.write(conversationId, text)
  }

  holds(key: string): boolean {
    return this.#keys.has(key)
  }

  /** Resolves when it has everything there was when it connected. */
  inSync(): Promise<void> {
    return until(
      () => this.stream.length >= this.#head,
      () => `${this.name} stands at ${this.stream.length} of ${this.#head}`,
    )
  }

  /** Stays connected and reads nothing of what it is sent; answers how to read again. */
  stopReading(): () => void {
    const { ws } = this.#socket.io.engine.transport as unknown as { ws: WebSocket }
    ws.pause()
    return () => ws.resume()
  }

  /** Goes out of reach, or comes back. */
  leave(): void {
    this.#socket.disconnect()
  }
  comeBack(): void {
    this.#socket.connect()
  }

  /** Goes for good. */
  end(): void {
    clearInterval(this.#checking)
    this.leave()
  }

  async #send({ key, conversationId, content }: Draft) {
    const payload = { conversationId, content, visibility: 'public', clientMessageId: key }
    const asked = ask<{ message: Message }>(this.#socket, 'send', payload)
    const answer = await doubting(asked, () => void this.#verify())
    if (!answer?.success) return answer
    return { messageId: answer.message.id, seq: answer.message.seq ?? 0 }
  }

  /** Asks where the stream stands; a connection that does not answer is as good as none. */
  async #verify(): Promise<void> {
    if (!this.#socket.connected) return
    const { engine } = this.#socket.io
    const answer = await ask<Batch>(this.#socket, 'catchUp', { after: this.stream.length })
    if (!answer && this.#socket.connected && this.#socket.io.engine === engine) engine.close()
  }

  #take(events: readonly StreamEvent[]): void {
    for (const event of events)
      if (event.seq > this.stream.length) this.#early.set(event.seq, event)
    for (;;) {
      const next = this.#early.get(this.stream.length + 1)
      if (!next) break
      this.#early.delete(next.seq)
      this.stream.push(signatureOf(next))
      if (next.kind === 'message.added') this.#keys.add(next.body.message.clientMessageId ?? '')
    }
    this.#head = Math.max(this.#head, this.stream.length, ...this.#early.keys())
  }

  #fill(): void {
    if (this.#isAsking || this.stream.length >= this.#head) return
    this.#isAsking = true
    void this.#catchUp().finally(() => {
      this.#isAsking = false
      if (this.#socket.connected) this.#fill()
    })
  }

  async #catchUp(): Promise<void> {
    while (this.#socket.connected && this.stream.length < this.#head) {
      const answer = await ask<Batch>(this.#socket, 'catchUp', { after: this.stream.length })
      if (answer?.success) {
        for (const seq of this.#early.keys()) if (seq <= this.stream.length) this.#early.delete(seq)
        this.#head = Math.max(this.#head, answer.head)
        this.#take(answer.events)
      } else {
        await delay(AGAIN_MS)
        if (!answer) await this.#verify()
      }
    }
  }
}
