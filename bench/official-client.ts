import { io, type Socket } from 'socket.io-client'
import type { BenchSocket } from './client.ts'

type Answer = { success: true } | { success: false; error: string; code: string }

/** The same by the official client, as programs of users speak to the server; it costs more than what it measures. */
export class OfficialSocket implements BenchSocket {
  readonly #socket: Socket
  onLost: (code: number) => void = () => undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('disconnect', (reason) => {
      if (reason !== 'io client disconnect') this.onLost(0)
    })
  }

  /** Connects, and is signed in as whoever `auth` says once it resolves. */
  static connect(base: string, auth: object): Promise<OfficialSocket> {
    const socket = io(`${base}/chat`, {
      auth,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    })
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(new OfficialSocket(socket)))
      socket.once('connect_error', reject)
    })
  }

  on<T>(event: string, listener: (payload: T) => void): void {
    this.#socket.on(event, listener)
  }

  emit<T>(event: string, payload: object, onAnswer: (answer: T) => void): void {
    this.#socket.emit(event, payload, onAnswer)
  }

  async request<T>(event: string, payload: object): Promise<T> {
    const answer = (await this.#socket.emitWithAck(event, payload)) as Answer & T
    if (!answer.success) throw new Error(`${event} was refused: ${answer.code}`)
    return answer
  }

  close(): void {
    this.#socket.disconnect()
  }
}
