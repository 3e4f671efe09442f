import type { Socket } from 'socket.io-client'
import type {
  ChatToClient,
  ChatToServer,
  LeftMessage,
  Refusal,
  ResumedChat,
  SentMessage,
  StartedChat,
} from '../../../server/contract/webchat.ts'
import type { Rating } from '../../../server/contract/visitors.ts'

export type ChatSocket = Pick<
  Socket<ChatToClient, ChatToServer>,
  'on' | 'id' | 'connected' | 'active' | 'connect' | 'disconnect' | 'timeout'
>

interface Answers {
  startChat: StartedChat
  leaveMessage: LeftMessage
  identify: object
  visit: object
  rate: { rating: Rating }
  received: object
  resume: ResumedChat
  sendMessage: SentMessage
  closeChat: object
  typing: object
  read: object
}
type Payload<E extends keyof Answers> = Parameters<ChatToServer[E]>[0]

export type Refused = Refusal
/** What the server answered; `undefined` when it did not, in time or before the connection broke. */
export type Answer<T> = ({ success: true } & T) | Refused | undefined

export type Ask = <E extends keyof Answers>(
  event: E,
  payload: Payload<E>,
) => Promise<Answer<Answers[E]>>

const ANSWER_MS = 10_000
const AGAIN_S = 5
// Refusals that say nothing of what was asked for.
const PASSING = new Set(['rate_limited', 'internal_error', 'draining', 'unavailable'])

/** Whether the same may be accepted later. */
export const isPassing = ({ code }: Refused) => PASSING.has(code)

/** How long to wait before the same is asked for again; undefined once it is decided. */
export function retryMs(answer: Answer<object>): number | undefined {
  if (answer && (answer.success || !isPassing(answer))) return undefined
  return (answer?.retryAfter ?? AGAIN_S) * 1_000
}

/** Asks by socket and waits for the acknowledgement, but not forever. */
export const asking =
  (socket: Pick<ChatSocket, 'timeout'>, patience = ANSWER_MS): Ask =>
  (event, payload) =>
    new Promise((resolve) => {
      const emitter = socket.timeout(patience) as unknown as {
        emit: (event: string, payload: object, ack: (error: unknown, answer: never) => void) => void
      }
      emitter.emit(event, payload, (error, answer) => resolve(error ? undefined : answer))
    })
