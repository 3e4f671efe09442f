import type { PublicChat } from '../../../server/contract/chat-settings.ts'
import type { Page } from '../../../server/contract/visitors.ts'
import type { ChatMessage } from '../../../server/contract/webchat.ts'
import type { Session } from './session.ts'
import { emptyThread, type Thread } from './thread.ts'

/** `lost`: the server does not answer; `offline`: the device itself has no network. */
export type Link = 'connecting' | 'online' | 'lost' | 'offline'

/** Why something asked for was refused; `until` says when it may be tried again. */
export interface Problem {
  code: string
  text: string
  until?: number
  /** What is wrong with each field, by its path. */
  fields?: Record<string, string>
}

/** The page of the site the visitor is on, and where they came to it from. */
export interface Site {
  page?: Page
  referrer?: string
}

export interface ChatState {
  link: Link
  /** Since when the connection has been gone. */
  downSince: number | null
  /** What the admin decided; null until it is known. */
  settings: PublicChat | null
  /** Whether they were asked for, be it in vain. */
  isSettled: boolean
  session: Session | null
  thread: Thread
  /** Whether the thread has been compared with the server's since this page was opened. */
  isLoaded: boolean
  /** What the chat said by itself, which whoever starts one answers. */
  proactive: ChatMessage | null
  /** Saving the chat as a file has just failed. */
  isUnsaved: boolean
  isStarting: boolean
  startProblem: Problem | null
  /** Sending pauses because the server asked for it. */
  sendProblem: Problem | null
  /** Who of the other side is writing. */
  typing: string | null
  /** What stands in the composer; it outlives the chat it was written in. */
  draft: string
  /** What the site's own server signed to say who its visitor is. */
  identityToken: string | null
  /** Why the server did not believe it; for whoever builds the site, the chat goes on as it was. */
  identityProblem: Problem | null
  site: Site
}

export const initialState: ChatState = {
  link: 'connecting',
  downSince: null,
  settings: null,
  isSettled: false,
  session: null,
  thread: emptyThread,
  isLoaded: false,
  proactive: null,
  isUnsaved: false,
  isStarting: false,
  startProblem: null,
  sendProblem: null,
  typing: null,
  draft: '',
  identityToken: null,
  identityProblem: null,
  site: {},
}

export interface Store {
  get: () => ChatState
  set: (change: Partial<ChatState>) => void
  subscribe: (listener: (now: ChatState, before: ChatState) => void) => () => void
}

/** Holds the state of the page and tells of its changes. */
export function createStore(state = initialState): Store {
  const listeners = new Set<(now: ChatState, before: ChatState) => void>()
  return {
    get: () => state,
    set(change) {
      const before = state
      state = { ...before, ...change }
      // The newest: what one listener causes, the next must not hear before this.
      for (const listener of listeners) listener(state, before)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
