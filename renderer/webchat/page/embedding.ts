import { useEffect, useLayoutEffect } from 'preact/hooks'
import type { Chat } from '../chat/chat.ts'
import type { ChatState } from '../chat/store.ts'
import { visitorIdOf } from '../chat/session.ts'
import { lastForeignSeq, unreadCount } from '../chat/thread.ts'
import type { ToFrame } from '../widget/protocol.ts'
import { keyEnd } from './focus.ts'
import type { Frame } from './frame.ts'

/** How many messages wait to be seen. */
export const unreadIn = ({ session, thread }: ChatState) => (session ? unreadCount(thread) : 0)

/** Tells the site around the chat what its launcher shows and what happens, and obeys Escape and the keyboard's round. */
export function useEmbedding(frame: Frame | null, chat: Chat, unread: number): void {
  const { store } = chat
  // Effects after paint wait in windows that are not shown, and there the count matters most.
  // Asked anew: what came to an open thread is seen by the time this runs.
  useLayoutEffect(
    () => frame?.tell({ frontdesk: 'unread', count: unreadIn(store.get()) }),
    [frame, store, unread],
  )
  useLayoutEffect(() => {
    if (!frame) return
    const tell = (now: ChatState, before: ChatState | null) =>
      tellNews({ frame, chat }, now, before)
    tell(store.get(), null)
    return store.subscribe(tell)
  }, [frame, chat, store])
  useEffect(() => {
    if (!frame) return
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return
      frame.tell({ frontdesk: 'close' })
    }
    document.addEventListener('keydown', escape)
    const stop = frame.onMessage((message) => obey(chat, message))
    frame.tell({ frontdesk: 'ready' })
    return () => {
      document.removeEventListener('keydown', escape)
      stop()
    }
  }, [frame, chat, store])
}

// One that is only being started counts: its first message goes out even if nobody opens the window again.
const hasChat = ({ session, isStarting }: ChatState) => session !== null || isStarting

function tellNews(
  { frame, chat }: { frame: Frame; chat: Chat },
  now: ChatState,
  before: ChatState | null,
): void {
  const { session, settings, thread, identityProblem } = now
  const isActive = hasChat(now)
  if (!before || isActive !== hasChat(before))
    frame.tell({ frontdesk: 'session', isActive, visitorId: isActive && visitorIdOf(chat.storage) })
  if (settings && settings !== before?.settings) frame.tell({ frontdesk: 'look', settings })
  if (!before) return
  if (session && !before.session) frame.tell({ frontdesk: 'event', event: 'started', detail: {} })
  const seq = lastForeignSeq(thread)
  // What was there when the page came is no news.
  if (before.isLoaded && session === before.session && seq > lastForeignSeq(before.thread))
    for (const { seq: each, senderType, senderName: from } of thread.messages)
      if (each > lastForeignSeq(before.thread) && senderType !== 'customer')
        frame.tell({ frontdesk: 'event', event: 'message', detail: { from } })
  if (identityProblem && identityProblem !== before.identityProblem) {
    const { code, text: message } = identityProblem
    frame.tell({ frontdesk: 'event', event: 'identify_failed', detail: { code, message } })
  }
}

function obey({ store, forget }: Chat, message: ToFrame): void {
  if (message.frontdesk === 'focus') keyEnd(document, message.at)?.focus()
  if (message.frontdesk === 'opened')
    document.querySelector<HTMLElement>('[data-start-here]')?.focus()
  if (message.frontdesk === 'identity') {
    if (message.token) store.set({ identityToken: String(message.token) })
    else forget()
  }
  if (message.frontdesk === 'proactive' && !store.get().session) {
    navigator.sendBeacon(`/api/chat/proactive/${message.message.id}/opened`)
    store.set({ proactive: message.message })
  }
  if (message.frontdesk === 'page') {
    const { page, referrer } = message
    store.set({ site: { page, ...(/^https?:/.test(referrer) && { referrer }) } })
  }
}
