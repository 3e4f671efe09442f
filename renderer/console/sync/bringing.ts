import type { SendFile, Transfers } from '../../files/transfers.ts'
import { isPassingRefusal } from '../../files/uploads.ts'
import { bring, dropped, keysOf } from '../../files/waiting.ts'
import type { OutboxHost } from './outbox.ts'
import type { Written } from './written.ts'

interface BringingHost {
  readonly written: Pick<Written, 'bytesOf' | 'keepFiles' | 'isElsewhere'>
  readonly transfers: Transfers
  /** Uploads to a conversation. */
  readonly sendingTo: (conversationId: string) => SendFile
  /** Looks at the queue again. */
  readonly refresh: () => void
}

/** How the files of the messages in an outbox come to the server. */
export const bringing = ({
  written,
  transfers,
  sendingTo,
  refresh,
}: BringingHost): Pick<OutboxHost, 'bring' | 'bringAgain'> => ({
  async bring({ clientMessageId, conversationId, attachments = [], attempts }) {
    const outcome = await bring(attachments, {
      bytesOf: (key) => written.bytesOf(key),
      isElsewhere: (key) => written.isElsewhere(key, refresh),
      upload: (key, bytes) => transfers.run(key, bytes, sendingTo(conversationId)),
      keep: (files) => written.keepFiles(clientMessageId, files),
    })
    if (outcome.result === 'ready' || outcome.result === 'elsewhere') return outcome
    if (outcome.result === 'unreachable') return { result: 'unanswered' }
    const { code, retryAfter } = outcome
    if (isPassingRefusal(code, attempts))
      return { result: 'unanswered', ...(retryAfter !== undefined && { retryAfter }) }
    return { result: 'refused', code, reason: outcome.text }
  },
  async bringAgain({ clientMessageId, attachments }) {
    const again = dropped(attachments)
    if (!again) return false
    transfers.forget(...keysOf(attachments))
    await written.keepFiles(clientMessageId, again)
    return true
  },
})
