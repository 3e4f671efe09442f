import { transfer } from '../../files/transfer.ts'
import { type SendFile, Transfers } from '../../files/transfers.ts'
import { language } from '../../words/language.ts'
import { serverUrl } from '../host/server-url.ts'
import { session } from '../sync/api.ts'

/** The uploads of this window, those of what is being written as well as those of what waits. */
export const transfers = new Transfers()

/** Uploads files to a conversation, as the signed-in agent. */
export const sendingTo =
  (conversationId: string): SendFile =>
  async (file, options) => {
    const url = `${serverUrl()}/api/inbox/${conversationId}/files`
    const token = await session.accessToken().catch(() => null)
    if (token === null) return { result: 'unreachable' }
    const headers = { authorization: `Bearer ${token}`, 'accept-language': language() }
    const outcome = await transfer(url, file, headers, options)
    if (outcome.result === 'refused' && outcome.code === 'unauthorized') session.refused(token)
    return outcome
  }
