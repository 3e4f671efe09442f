import type { z } from 'zod'
import type { VisitorReport } from '../../../server/contract/visitors.ts'
import { type Context, isOnlineIn } from './context.ts'
import { retryMs } from './server.ts'
import { visitorIdOf } from './session.ts'
import type { Site } from './store.ts'

const REST_MS = 3_000

/** What the chat tells of its visitor when it starts. */
export function reportOf({ store, storage }: Context): z.input<typeof VisitorReport> {
  const { page, referrer } = store.get().site
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return {
    visitorId: visitorIdOf(storage),
    ...(page && { page }),
    ...(referrer !== undefined && { referrer }),
    ...(timeZone && { zone: timeZone }),
    language: navigator.language.slice(0, 35),
  }
}

/** Tells the server which page the visitor went to; of a quick walk through several, the last. */
export function visiting(context: Context): () => void {
  let told = ''
  // A chat that starts here told its page as it started.
  let startsHere = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = async () => {
    timer = undefined
    const { session, site } = context.store.get()
    if (!session || !site.page || !isOnlineIn(context, session)) return
    const { sessionId } = session
    const word = wordOf(sessionId, site)
    if (word === told) return
    told = word
    const answer = await context.ask('visit', { sessionId, page: site.page })
    const wait = retryMs(answer)
    if (wait === undefined) return
    if (told === word) told = ''
    timer ??= setTimeout(() => void tell(), wait)
  }
  return () => {
    const { session, site } = context.store.get()
    if (startsHere && session) told = wordOf(session.sessionId, site)
    startsHere = session === null
    if (!startsHere) timer ??= setTimeout(() => void tell(), REST_MS)
  }
}

const wordOf = (sessionId: string, { page }: Site) => `${sessionId} ${page?.url}`
