import { createLink } from '../messages.ts'
import type { AppCalls, Ask, StageCalls } from '../messages.ts'

/** What the other files of the double answer to the stage, gathered before the app starts. */
export const answers: { [N in keyof AppCalls]?: unknown } = {}

let link: { ask: Ask<StageCalls> } | undefined

/** Connects this process with the stage that started it; without one it must not go on. */
export function connect(): void {
  if (process.send === undefined) throw new Error('The Electron double is started by its stage')
  process.on('disconnect', () => process.exit(1))
  link = createLink<StageCalls, AppCalls>(
    {
      send: (message) => void process.send?.(message, undefined, {}, () => undefined),
      on: (event, listener) => process.on(event, listener),
    },
    answers as never,
  )
}

/** Asks the stage; in the order of asking. */
export const ask: Ask<StageCalls> = (name, body) => {
  if (link === undefined) throw new Error('There is no stage yet')
  return link.ask(name, body)
}

/** Tells the stage something whose outcome nobody waits for. */
export function tell<N extends keyof StageCalls>(
  name: N,
  body: Parameters<StageCalls[N]>[0],
): void {
  ask(name, body as never).catch((error: unknown) => {
    console.error(`electron-double: ${name}:`, error)
  })
}
