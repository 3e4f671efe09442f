import { setTimeout as passed } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import type { CrispEmulator } from '../tests/support/crisp-emulator/emulator.ts'

const EVERY_MS = 50
const CHATS = 20

/** Visitors of Crisp who write all the time, and a console that sees it; how long each message took between them. */
export class LiveChat {
  readonly #crisp: CrispEmulator
  readonly #console: Socket
  readonly #sent = new Map<string, number>()
  readonly #taken: number[] = []
  #timer: NodeJS.Timeout | undefined
  #said = 0

  private constructor(crisp: CrispEmulator, console: Socket) {
    this.#crisp = crisp
    this.#console = console
    console.on('event', (event: { kind: string; body: unknown }) => this.#hear(event))
  }

  /** Signs an agent in and waits until Crisp has somebody who listens. */
  static async open(
    crisp: CrispEmulator,
    url: string,
    admin: { email: string; password: string },
  ): Promise<LiveChat> {
    const signedIn = await fetch(`${url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(admin),
    })
    const { data } = (await signedIn.json()) as { data: { accessToken: string } }
    const auth = { token: data.accessToken }
    const socket = io(`${url}/console`, { auth, transports: ['websocket'], reconnection: false })
    await new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(undefined)).once('connect_error', reject)
    })
    while (crisp.rtm.listeners() === 0) await passed(20)
    return new LiveChat(crisp, socket)
  }

  begin(): void {
    const { acts, websiteId } = this.#crisp
    const sessions = Array.from({ length: CHATS }, (_, index) =>
      acts.visitorArrives(websiteId, { nickname: `Live ${index}` }),
    )
    this.#timer = setInterval(() => {
      const text = `live ${++this.#said}`
      this.#sent.set(text, performance.now())
      acts.visitorSays(sessions[this.#said % CHATS] ?? '', text)
    }, EVERY_MS)
  }

  /** Ends writing and waits a moment for what is on its way. */
  async end(): Promise<void> {
    clearInterval(this.#timer)
    for (let left = 100; left > 0 && this.#sent.size > 0; left--) await passed(50)
    this.#console.close()
  }

  figures(): { live: number[]; lost: number } {
    return { live: this.#taken, lost: this.#sent.size }
  }

  #hear({ kind, body }: { kind: string; body: unknown }): void {
    if (kind !== 'message.added') return
    const now = performance.now()
    const [text = ''] = /live \d+/.exec(JSON.stringify(body)) ?? []
    const sentAt = this.#sent.get(text)
    if (sentAt === undefined) return
    this.#sent.delete(text)
    this.#taken.push(now - sentAt)
  }
}
