import WebSocket from 'ws'

type Answer = { success: true } | { success: false; error: string; code: string }

const NAMESPACE = '/chat,'
const EVENT = `42${NAMESPACE}`
const ANSWER = `43${NAMESPACE}`
const CONNECTED = `40${NAMESPACE}`
const REFUSED = `44${NAMESPACE}`

/** What the load needs of a socket. */
export interface BenchSocket {
  /** Called when the connection ends without our having closed it. */
  onLost: (code: number) => void
  /** Calls `listener` for each event of this name; one listener a name. */
  on<T>(event: string, listener: (payload: T) => void): void
  /** Emits an event and calls `onAnswer` when it is acknowledged. */
  emit<T>(event: string, payload: object, onAnswer: (answer: T) => void): void
  /** Emits an event and resolves to its acknowledgement, or rejects when that is a refusal. */
  request<T>(event: string, payload: object): Promise<T>
  close(): void
}

/** How a socket is opened. */
export type Connect = (base: string, auth: object) => Promise<BenchSocket>

/**
 * One socket of the `/chat` namespace, spoken straight over a WebSocket. The official client costs more
 * per message than the servers measured here, so that it, not they, would be what is measured.
 */
export class ChatSocket implements BenchSocket {
  readonly #socket: WebSocket
  readonly #listeners = new Map<string, (payload: never) => void>()
  readonly #awaited = new Map<number, (answer: never) => void>()
  #lastId = 0
  #isClosing = false
  onLost: (code: number) => void = () => undefined

  private constructor(socket: WebSocket) {
    this.#socket = socket
  }

  /** Connects, and is signed in as whoever `auth` says once it resolves. */
  static connect(base: string, auth: object): Promise<ChatSocket> {
    const address = `${base.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`
    const socket = new WebSocket(address, { perMessageDeflate: false, skipUTF8Validation: true })
    const chat = new ChatSocket(socket)
    return new Promise((resolve, reject) => {
      socket.on('error', reject)
      socket.on('close', (code) => {
        reject(new Error(`the server closed a connection (${code})`))
        if (!chat.#isClosing) chat.onLost(code)
      })
      socket.on('message', (data: Buffer) => {
        const packet = data.toString()
        if (packet.startsWith(EVENT)) chat.#heard(packet)
        else if (packet.startsWith(ANSWER)) chat.#answered(packet)
        else if (packet === '2') socket.send('3')
        else if (packet.startsWith('0')) socket.send(CONNECTED + JSON.stringify(auth))
        else if (packet.startsWith(CONNECTED)) resolve(chat)
        else if (packet.startsWith(REFUSED)) reject(new Error(`connection refused: ${packet}`))
      })
    })
  }

  on<T>(event: string, listener: (payload: T) => void): void {
    this.#listeners.set(event, listener)
  }

  emit<T>(event: string, payload: object, onAnswer: (answer: T) => void): void {
    const id = ++this.#lastId
    this.#awaited.set(id, onAnswer)
    this.#socket.send(`${EVENT}${id}${JSON.stringify([event, payload])}`)
  }

  request<T>(event: string, payload: object): Promise<T> {
    return new Promise((resolve, reject) => {
      this.emit<Answer & T>(event, payload, (answer) => {
        if (answer.success) resolve(answer)
        else reject(new Error(`${event} was refused: ${answer.code}`))
      })
    })
  }

  close(): void {
    this.#isClosing = true
    this.#socket.close()
  }

  #heard(packet: string): void {
    const [event, payload] = JSON.parse(packet.slice(EVENT.length)) as [string, never]
    this.#listeners.get(event)?.(payload)
  }

  #answered(packet: string): void {
    const start = packet.indexOf('[', ANSWER.length)
    const id = Number(packet.slice(ANSWER.length, start))
    const [answer] = JSON.parse(packet.slice(start)) as [never]
    const onAnswer = this.#awaited.get(id)
    this.#awaited.delete(id)
    onAnswer?.(answer)
  }
}
