import type { Appearance, PublicChat } from '../../../server/contract/chat-settings.ts'
import type { ProactiveTrigger } from '../../../server/contract/proactive.ts'
import type { Page } from '../../../server/contract/visitors.ts'
import type { ChatMessage } from '../../../server/contract/webchat.ts'

/** What of the chat's looks its launcher shows, and when it has something to say. */
export interface LauncherLook extends Pick<
  Appearance,
  'color' | 'position' | 'offset' | 'launcher' | 'launcherText'
> {
  proactive: ProactiveTrigger[]
}

/** What happens in the chat, for the site's own program. What is written stays in the chat. */
export interface ChatEvents {
  message: { from: string }
  started: object
  identify_failed: { code: string; message: string }
}

/** What the chat's frame tells the site it stands in. */
export type FromFrame =
  | { frontdesk: 'ready' }
  | { frontdesk: 'close' }
  | { frontdesk: 'unread'; count: number }
  /** Whether a chat goes on, so that the next page of the site knows to look for unread messages. */
  | { frontdesk: 'session'; isActive: boolean; visitorId: string | false }
  /** A site's policy may keep the loader from asking the server itself. */
  | { frontdesk: 'look'; settings: PublicChat }
  | {
      [E in keyof ChatEvents]: { frontdesk: 'event'; event: E; detail: ChatEvents[E] }
    }[keyof ChatEvents]
  // Only where the browser lets the frame keep nothing: the site keeps its chat for it.
  | { frontdesk: 'recall' }
  | { frontdesk: 'keep'; key: string; text: string | null }

/** What the loader tells the frame. */
export type ToFrame =
  | { frontdesk: 'opened' }
  | { frontdesk: 'closed' }
  /** Keyboard focus went round the window: take it up at this end. */
  | { frontdesk: 'focus'; at: 'first' | 'last' }
  /** The page of the site the visitor is on, and where they came from. */
  | { frontdesk: 'page'; page: Page; referrer: string }
  /** What the chat said by itself: it stands before the first message. */
  | { frontdesk: 'proactive'; message: ChatMessage }
  /** Who the site says the visitor is; without a token they have signed out there, and nothing of theirs stays. */
  | { frontdesk: 'identity'; token: string }
  | { frontdesk: 'language'; lang: string }
  | { frontdesk: 'recalled'; entries: Array<[key: string, text: string]> }

/** Reads a message of this protocol; anything else on the page's channel is not ours. */
export function readMessage<M extends FromFrame | ToFrame>(data: unknown): M | undefined {
  return 'frontdesk' in Object(data) ? (data as M) : undefined
}
