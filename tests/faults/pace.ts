import { ChatSocket } from '../../bench/client.ts'
import { type Conversation, openConversations } from '../../bench/conversation.ts'
import { runPaced } from '../../bench/load.ts'
import { quantile } from '../../bench/quantiles.ts'

const meter = { start: () => {}, stop: () => {} }

/** Opens conversations, a customer and an agent each, on sockets that cost the measurement little. */
export const openTalks = (url: string, token: string, count: number): Promise<Conversation[]> =>
  openConversations(
    { urls: [url], agentToken: token, connect: (base, auth) => ChatSocket.connect(base, auth) },
    count,
  )

/** The 99th percentile, in ms, of acknowledging messages sent at this rate; each counts from when it was due. */
export async function p99Of(
  talks: readonly Conversation[],
  perSecond: number,
  measured: number,
): Promise<number> {
  const span = { warmUp: 500, measured }
  const { ackLatencies } = await runPaced(talks, perSecond, span, meter)
  return quantile(ackLatencies, 0.99)
}
