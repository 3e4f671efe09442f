import { transfer } from '../../files/transfer.ts'
import { type SendFile, Transfers } from '../../files/transfers.ts'
import { bring, dropped, idsOf, keysOf } from '../../files/waiting.ts'
import { type Context, dispatch } from './context.ts'
import { bytesOf } from './kept-files.ts'
import type { Refused } from './server.ts'
import type { Session } from './session.ts'
import type { Outgoing } from './thread.ts'

export const FILES = '/api/chat/visitor/files'

/** What says to the server in whose chat it is asked. */
export const headersOf = (session: Session | null) => ({
  authorization: `Bearer ${session?.sessionToken}`,
  'accept-language': document.documentElement.lang,
})

/** Uploads files to a chat. */
export const uploadingTo =
  (session: Session | null): SendFile =>
  async (file, options) =>
    session ? transfer(FILES, file, headersOf(session), options) : { result: 'unreachable' }

/** How files come to the server. */
export interface Uploading {
  transfers: Transfers
  to: (session: Session) => SendFile
}

/** The uploads of this page, those of what is being written as well as those of what waits. */
export const transfers = new Transfers()

export const uploading: Uploading = { transfers, to: uploadingTo }

/** Uploads what of a message's files is not on the server. Answers their ids, or what a refused or lost message would get. */
export async function bringFiles(
  context: Context,
  way: Uploading,
  { clientMessageId, attachments = [] }: Outgoing,
): Promise<string[] | Refused | undefined> {
  const { session } = context.store.get()
  if (!session) return undefined
  const isWaiting = () =>
    context.store.get().thread.outbox.some((each) => each.clientMessageId === clientMessageId)
  // Taken out, here or in another tab: nothing of it goes any further.
  const stop = context.store.subscribe(() => {
    if (!isWaiting()) way.transfers.forget(...keysOf(attachments))
  })
  const outcome = await bring(attachments, {
    bytesOf: async (key) => bytesOf(context.storage, key),
    upload: (key, bytes) => way.transfers.run(key, bytes, way.to(session)),
    keep: async (files) => {
      if (context.store.get().session === session)
        dispatch(context, { kind: 'uploaded', clientMessageId, attachments: files })
    },
  })
  stop()
  // Whoever left meanwhile has taken the message along.
  if (!isWaiting() || outcome.result === 'unreachable') return undefined
  if (outcome.result === 'ready') return idsOf(outcome.files)
  const { code, text: error, retryAfter } = outcome
  return { success: false, code, error, ...(retryAfter !== undefined && { retryAfter }) }
}

/** Whether a message is refused only because the server dropped its files, which waited for too long: they go again. */
export function goAgain(
  context: Context,
  way: Uploading,
  { clientMessageId, attachments = [] }: Outgoing,
): boolean {
  const again = dropped(attachments)
  if (!again) return false
  way.transfers.forget(...keysOf(attachments))
  dispatch(context, { kind: 'uploaded', clientMessageId, attachments: again })
  return true
}
