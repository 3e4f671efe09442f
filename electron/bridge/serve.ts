import { CALLS } from './channels.ts'
import { contract } from './contract.ts'
import type { Answer, CallInput, CallName, CallOutput, RefusalCode } from './contract.ts'

/** One function for every call of the contract. */
export type Handlers = {
  [N in CallName]: (input: CallInput<N>) => Result<CallOutput<N>> | Promise<Result<CallOutput<N>>>
}
type Result<T> = T extends undefined ? void : T

type Frame = { url: string; parent: object | null }
type Call = { readonly senderFrame: Frame | null; readonly sender: unknown }
type Listener = (event: Call, name: unknown, input: unknown) => Promise<Answer<unknown>>

export type BridgeParts = {
  ipc: { handle(channel: string, listener: Listener): void }
  /** Whether a document address is the console's own. */
  isOurs: (url: string) => boolean
  /** Whether a page is the window's of now: one that is being left speaks for nobody any more. */
  isCurrent: (sender: unknown) => boolean
  handlers: Handlers
  onFailure: (name: CallName, error: unknown) => void
}

const refuse = (code: RefusalCode, message: string): Answer<never> => ({ ok: false, code, message })

/** Answers the console's calls: only its own top frame is heard, input and output are checked. */
export function serveBridge({ ipc, isOurs, isCurrent, handlers, onFailure }: BridgeParts): void {
  const answer: Listener = async (event, name, input) => {
    // Read before anything else: it is null once the frame has navigated away.
    const frame = event.senderFrame
    const isTop = frame !== null && frame.parent === null
    if (!isTop || !isOurs(frame.url) || !isCurrent(event.sender)) {
      return refuse('not_allowed', 'This frame may not use the bridge')
    }
    if (!isCall(name)) return refuse('invalid_input', 'There is no such call')
    return run(handlers, name, input, onFailure)
  }
  ipc.handle(CALLS, answer)
}

async function run(
  handlers: Handlers,
  name: CallName,
  input: unknown,
  onFailure: BridgeParts['onFailure'],
): Promise<Answer<unknown>> {
  const given = contract.calls[name].input.safeParse(input)
  if (!given.success) return refuse('invalid_input', `${name}: ${problems(given.error.issues)}`)
  try {
    // Checked the line before, by the schema that the handler's own type comes from.
    const output = await handlers[name](given.data as never)
    return { ok: true, value: contract.calls[name].output.parse(output) }
  } catch (error) {
    onFailure(name, error)
    return refuse('failed', `${name} did not succeed`)
  }
}

const isCall = (name: unknown): name is CallName =>
  typeof name === 'string' && Object.hasOwn(contract.calls, name)

const problems = (issues: readonly { path: PropertyKey[]; message: string }[]) =>
  issues
    .map(({ path, message }) => `${path.map(String).join('.') || 'input'}: ${message}`)
    .join('; ')
