import {
  assign,
  moveToInbox,
  openConversation,
  removeConversation,
  requestInitiated,
  setBlocked,
  setMeta,
  setParticipants,
  setState,
} from '../conversations.ts'
import { conversationPage } from '../lists.ts'
import type { Conversation, State } from '../shapes.ts'
import { conversationView } from '../views.ts'
import { done, listed, ofConversation, ofWebsite, refused } from './router.ts'

const STATES = ['pending', 'unresolved', 'resolved']

export const conversationRoutes = [
  ofWebsite('GET', '/conversations/:page', ({ crisp, website, params, query }) => {
    const page = Number(params.page)
    if (!Number.isInteger(page) || page < 1) return refused(400, 'invalid_data', 'page')
    const { items, hasMore } = conversationPage(
      website.conversations.values(),
      page,
      query,
      crisp.behaviour,
    )
    return listed({ items: items.map(conversationView), hasMore })
  }),
  ofWebsite('POST', '/conversation', ({ crisp, website }) => {
    const { session_id } = openConversation(crisp, website.website_id)
    return done('added', { session_id }, 201)
  }),
  ofConversation('GET', '', ({ conversation }) => done('resolved', conversationView(conversation))),
  ofConversation('DELETE', '', ({ crisp, conversation }) => {
    removeConversation(crisp, conversation)
    return done('deleted')
  }),
  ofConversation('POST', '/initiate', ({ crisp, conversation }) => {
    requestInitiated(crisp, conversation)
    return done('initiated')
  }),
]

export const stateRoutes = [
  ofConversation('GET', '/state', ({ conversation: { state } }) => done('resolved', { state })),
  ofConversation('PATCH', '/state', ({ crisp, conversation, body }) => {
    if (!STATES.includes(String(body.state))) return refused(400, 'invalid_data', 'state')
    setState(crisp, conversation, body.state as State)
    return done('updated')
  }),
  ofConversation('GET', '/meta', ({ conversation: { meta } }) => done('resolved', meta)),
  ofConversation('PATCH', '/meta', ({ crisp, conversation, body }) => {
    setMeta(crisp, conversation, body)
    return done('updated')
  }),
  ofConversation('GET', '/block', ({ conversation }) =>
    done('resolved', { blocked: conversation.is_blocked }),
  ),
  ofConversation('PATCH', '/block', ({ crisp, conversation, body }) => {
    setBlocked(crisp, conversation, body.blocked === true)
    return done('updated')
  }),
  ofConversation('GET', '/routing', ({ conversation: { assigned } }) =>
    done('resolved', { assigned: assigned ? { user_id: assigned } : null }),
  ),
  ofConversation('PATCH', '/routing', ({ crisp, website, conversation, body }) => {
    const to = (body.assigned as { user_id?: string } | null | undefined)?.user_id ?? null
    if (to && !website.operators.some(({ user_id }) => user_id === to))
      return refused(404, 'operator_not_found')
    assign(crisp, conversation, to)
    return done('updated')
  }),
  ofConversation('PATCH', '/inbox', ({ crisp, conversation, body }) => {
    moveToInbox(crisp, conversation, (body.inbox_id as string | null) ?? null)
    return done('updated')
  }),
  ofConversation('GET', '/participants', ({ conversation: { participants } }) =>
    done('resolved', { participants }),
  ),
  ofConversation('PUT', '/participants', ({ crisp, conversation, body }) => {
    setParticipants(crisp, conversation, (body.participants as Conversation['participants']) ?? [])
    return done('updated')
  }),
]
