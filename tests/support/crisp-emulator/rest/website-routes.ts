import {
  assign,
  moveToInbox,
  removeConversation,
  setBlocked,
  setMeta,
  setState,
} from '../conversations.ts'
import type { Crisp } from '../crisp.ts'
import { pageOf } from '../lists.ts'
import { markRead, markUnread } from '../messages.ts'
import type { Conversation, Data } from '../shapes.ts'
import { operatorView, websiteView } from '../views.ts'
import { done, listed, ofWebsite, refused } from './router.ts'

export const websiteRoutes = [
  ofWebsite('GET', '', ({ website }) => done('resolved', websiteView(website))),
  ofWebsite('GET', '/inboxes/list/:page', ({ website, params }) =>
    listed(pageOf(website.inboxes, Number(params.page) || 1, 20)),
  ),
  ofWebsite('GET', '/operators/list', ({ website }) =>
    done('listed', website.operators.map(operatorView)),
  ),
  ofWebsite('GET', '/operator/:user', ({ website, params }) => {
    const operator = website.operators.find(({ user_id }) => user_id === params.user)
    return operator ? done('resolved', operator) : refused(404, 'operator_not_found')
  }),
  ofWebsite('GET', '/availability/status', ({ website, crisp }) => {
    const isOnline = website.operators.some(({ availability }) => availability === 'online')
    return done('resolved', { status: isOnline ? 'online' : 'offline', since: crisp.now() })
  }),
  ofWebsite('GET', '/availability/operators', ({ website, crisp }) =>
    done(
      'listed',
      website.operators.map(({ user_id, availability }) => ({
        user_id,
        type: availability,
        time: { for: 0, since: crisp.now() },
      })),
    ),
  ),
]

type BatchAct = (crisp: Crisp, conversation: Conversation, body: Record<string, unknown>) => void

const batchActs: Record<string, BatchAct> = {
  resolve: (crisp, conversation) => setState(crisp, conversation, 'resolved'),
  unresolve: (crisp, conversation) => setState(crisp, conversation, 'unresolved'),
  read: (crisp, conversation) => markRead(crisp, conversation, { from: 'user', origin: 'chat' }),
  unread: (crisp, conversation) => markUnread(crisp, conversation, 'user'),
  remove: (crisp, conversation) => removeConversation(crisp, conversation),
  block: (crisp, conversation, { blocked }) => setBlocked(crisp, conversation, blocked === true),
  routing: (crisp, conversation, { assigned }) =>
    assign(crisp, conversation, (assigned as { user_id?: string } | null)?.user_id ?? null),
  inbox: (crisp, conversation, { inbox_id }) =>
    moveToInbox(crisp, conversation, (inbox_id as string | null) ?? null),
  data: (crisp, conversation, { data }) => setMeta(crisp, conversation, { data: data as Data }),
  segments: (crisp, conversation, { segments }) =>
    setMeta(crisp, conversation, { segments: segments as string[] }),
}

/** The same for many conversations at once; sessions that are not there are passed over. */
export const batchRoutes = Object.entries(batchActs).map(([name, act]) =>
  ofWebsite('PATCH', `/batch/${name}`, ({ crisp, website, body }) => {
    for (const id of (body.sessions as string[] | undefined) ?? []) {
      const conversation = website.conversations.get(id)
      if (conversation) act(crisp, conversation, body)
    }
    return done('updated')
  }),
)
