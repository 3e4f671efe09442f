/** A frame as the main process is told of it; addresses are the app's own. */
export interface FrameFacts {
  url: string
  parent: FrameFacts | null
}

/** What the app's main process asks of the stage. */
export interface StageCalls {
  'window.create': (body: {
    window: number
    partition: string
    preload: string | null
    size: { width: number; height: number }
    isVisible: boolean
  }) => void
  'window.load': (body: { window: number; url: string }) => void
  'window.reload': (body: { window: number }) => void
  /** Where it may be held up, a page with something unsaved asks the app first. */
  'window.close': (body: { window: number; isForced: boolean }) => void
  'window.resize': (body: { window: number; width: number; height: number }) => void
  /** Whether the page may be seen, for what it knows of its own visibility. */
  'window.visible': (body: { window: number; isVisible: boolean }) => void
  'window.send': (body: { window: number; channel: string; args: unknown[] }) => void
  'window.crash': (body: { window: number }) => void
  'window.run': (body: { window: number; code: string }) => unknown
  'window.insert': (body: { window: number; text: string }) => void
  /** A protocol is served by the app in this session from now on. */
  'session.serves': (body: { partition: string; scheme: string }) => void
  /** Whether the app looks at every request of this session. */
  'session.watches': (body: { partition: string }) => void
  /** Forgets what is stored: all of it, or only these kinds, by Electron's names. */
  'session.clear': (body: { partition: string; storages: string[] | null }) => void
  /** The app ends; its windows are to be closed and what they stored written. */
  'app.leaving': (body: { relaunch: string[] | null }) => void
}

/** What the stage asks of the app's main process. */
export interface AppCalls {
  /** Runs a function of the test in the main process. */
  evaluate: (body: { source: string; argument: unknown }) => unknown
  'scheme.serve': (body: {
    partition: string
    scheme: string
    request: { url: string; method: string; headers: Record<string, string>; body: Buffer | null }
  }) => { status: number; headers: Array<[string, string]>; body: Buffer }
  'request.allowed': (body: {
    partition: string
    url: string
    method: string
    resourceType: string
  }) => boolean
  'permission.allowed': (body: { window: number; permission: string; origin: string }) => boolean
  'bridge.invoke': (body: BridgeCall) => unknown
  'bridge.send': (body: BridgeCall) => void
  'navigation.allowed': (body: Navigation) => boolean
  'navigation.started': (body: Navigation) => void
  'open.requested': (body: { window: number; url: string }) => void
  'window.loaded': (body: { window: number; url: string }) => void
  'window.failed': (body: { window: number; url: string; error: string }) => void
  'window.crashed': (body: { window: number }) => void
  'window.gone': (body: { window: number }) => void
  /** Whether a page with something unsaved goes all the same. */
  'unload.allowed': (body: { window: number }) => boolean
  'preload.failed': (body: { window: number; path: string; error: string }) => void
}

/** Something a preload script sent through `ipcRenderer`. */
export interface BridgeCall {
  window: number
  frame: FrameFacts
  channel: string
  args: unknown[]
}

export interface Navigation {
  window: number
  url: string
  frame: FrameFacts
  isMainFrame: boolean
  isSameDocument: boolean
  isRedirect: boolean
}

type Calls<T> = { [N in keyof T]: (body: never) => unknown }
type Body<T, N extends keyof T> = T[N] extends (body: infer B) => unknown ? B : never
type Result<T, N extends keyof T> = T[N] extends (body: never) => infer R ? Awaited<R> : never

/** One function for everything the other side may ask. */
export type Answers<T extends Calls<T>> = {
  [N in keyof T]: (body: Body<T, N>) => Result<T, N> | Promise<Result<T, N>>
}

/** Asks the other side; what went wrong there goes wrong here. */
export type Ask<T extends Calls<T>> = <N extends keyof T & string>(
  name: N,
  body: Body<T, N>,
) => Promise<Result<T, N>>

interface Channel {
  send(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
}

type Message =
  | { ask: number; name: string; body: unknown }
  | { answer: number; value: unknown }
  | { answer: number; error: string }

/** Questions and answers over a pair of processes' channel, in both directions. */
export function createLink<Theirs extends Calls<Theirs>, Mine extends Calls<Mine>>(
  channel: Channel,
  answers: Answers<Mine>,
): { ask: Ask<Theirs>; end: (why: string) => void } {
  const open = new Map<number, PromiseWithResolvers<unknown>>()
  let last = 0
  let ended: string | null = null
  channel.on('message', (message) => void hear(message as Message))

  async function hear(message: Message) {
    if ('ask' in message) return answer(message)
    const waiting = open.get(message.answer)
    open.delete(message.answer)
    if ('error' in message) waiting?.reject(new Error(message.error))
    else waiting?.resolve(message.value)
  }

  async function answer({ ask, name, body }: Extract<Message, { ask: number }>) {
    const reply = await run(name, body).then(
      (value) => ({ answer: ask, value }),
      (error: unknown) => ({ answer: ask, error: textOf(error) }),
    )
    if (ended === null) channel.send(reply)
  }

  async function run(name: string, body: unknown): Promise<unknown> {
    return answers[name as keyof Mine](body as never)
  }

  return {
    async ask(name, body) {
      if (ended !== null) throw new Error(ended)
      const id = ++last
      const waiting = Promise.withResolvers<unknown>()
      open.set(id, waiting)
      channel.send({ ask: id, name, body })
      return (await waiting.promise) as never
    },
    end(why) {
      ended = why
      for (const waiting of open.values()) waiting.reject(new Error(why))
      open.clear()
    },
  }
}

const textOf = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
