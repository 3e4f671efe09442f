import { once } from 'node:events'
import { Crisp } from 'crisp-api'
import type { CrispEmulator } from './emulator.ts'

type Socket = NonNullable<SeenCrisp['socket']>

/** The official client as it is; only its socket, which it keeps to itself, can be seen. */
export class SeenCrisp extends Crisp {
  get socket() {
    // oxlint-disable-next-line no-underscore-dangle -- the client names it so
    return this._socket
  }
}

/** The official client with these credentials, on this emulator. */
export function createClient(
  { rest, token }: CrispEmulator,
  { identifier = token.identifier, key = token.key, tier = token.tier } = {},
): SeenCrisp {
  const client = new SeenCrisp()
  client.setRestHost(rest.url)
  client.authenticateTier(tier, identifier, key)
  return client
}

export interface Heard {
  name: string
  // oxlint-disable-next-line typescript/no-explicit-any -- the tests assert what it holds
  payload: any
}

/** A client that listens, and what it heard in that order. */
export interface Listening {
  client: SeenCrisp
  socket: Socket
  heard: Heard[]
  /** Answers when this many events of that name have come. */
  hears(name: string, times?: number): Promise<Heard[]>
  /** When the socket says this next. */
  says(event: string): Promise<unknown[]>
  close(): void
}

const WAIT_MS = 8_000

/** Subscribes to events and waits for the socket object; it need not be connected yet. */
export async function bindClient(client: SeenCrisp, names: readonly string[]): Promise<Listening> {
  const heard: Heard[] = []
  let look = () => {}
  const bound = names.map((name) =>
    client.on(name, (payload: unknown) => {
      heard.push({ name, payload })
      look()
    }),
  )
  await bound[0]
  const socket = client.socket
  if (!socket) throw new Error('the client has no socket')
  socket.io.reconnectionDelay(30)
  socket.io.reconnectionDelayMax(60)
  socket.io.randomizationFactor(0)
  const of = (name: string) => heard.filter((each) => each.name === name)
  return {
    client,
    socket,
    heard,
    hears: (name, times = 1) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`heard ${of(name).length} of ${times} ${name}`)),
          WAIT_MS,
        )
        look = () => {
          if (of(name).length < times) return
          clearTimeout(timer)
          resolve(of(name))
        }
        look()
      }),
    says: (event) => once(socket as never, event, { signal: AbortSignal.timeout(WAIT_MS) }),
    close: () => void socket.disconnect(),
  }
}

/** A client that listens and is authenticated. */
export async function listen(
  emulator: CrispEmulator,
  names: readonly string[] = ['message:send', 'message:received'],
): Promise<Listening> {
  const listening = await bindClient(createClient(emulator), names)
  await listening.says('authenticated')
  return listening
}
