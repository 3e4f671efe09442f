import { transfer } from '../../files/transfer.ts'
import { type Holding, holding } from '../../files/holding.ts'
import { type SendFile, Transfers } from '../../files/transfers.ts'
import { bring, dropped, idsOf, keysOf } from '../../files/waiting.ts'
import { type Context, dispatch } from './context.ts'
import { bytesOf, keyOf } from './kept-files.ts'
import { keptOutbox } from './outbox.ts'
import type { Refused } from './server.ts'
import type { Session } from './session.ts'
import { bringsFiles, type Outgoing } from './thread.ts'

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
  holding: Pick<Holding, 'isElsewhere'>
}

/** The uploads of this page, those of what is being written as well as those of what waits. */
export const transfers = new Transfers()

export const uploading: Uploading = { transfers, to: uploadingTo, holding }

/**
 * Uploads what of a message's files is not on the server. Answers their ids, or what a refused or lost message would get;
 * null where another tab is to go on with it, or has.
 */
export async function bringFiles(
  context: Context,
  { way, again }: { way: Uploading; again: () => void },
  { clientMessageId, attachments = [] }: Outgoing,
): Promise<string[] | Refused | null | undefined> {
  const { session } = context.store.get()
  if (!session) return undefined
  const isThis = (each: Outgoing) => each.clientMessageId === clientMessageId
  const outcome = await bring(attachments, {
    bytesOf: async (key) => bytesOf(context.storage, key),
    async isElsewhere(key) {
      if (await way.holding.isElsewhere(keyOf(key), again)) return true
      // It may just have gone out from there.
      await context.storage.refresh()
      return !keptOutbox(context.storage, session.sessionId).some(
        (each) => isThis(each) && bringsFiles(each),
      )
    },
    upload: (key, bytes) => way.transfers.run(key, bytes, way.to(session)),
    keep: async (files) => {
      if (context.store.get().session === session)
        dispatch(context, { kind: 'uploaded', clientMessageId, attachments: files })
    },
  })
  // Whoever left meanwhile has taken the message along.
  if (!context.store.get().thread.outbox.some(isThis) || outcome.result === 'unreachable')
    return undefined
  if (outcome.result === 'elsewhere') return null
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
