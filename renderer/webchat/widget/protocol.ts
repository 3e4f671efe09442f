/** What the chat's frame tells the site it stands in. */
export type FromFrame =
  | { frontdesk: 'ready' }
  | { frontdesk: 'close' }
  | { frontdesk: 'unread'; count: number }
  /** Whether a chat goes on, so that the next page of the site knows to look for unread messages. */
  | { frontdesk: 'session'; isActive: boolean }
  // Only where the browser lets the frame keep nothing: the site keeps its chat for it.
  | { frontdesk: 'recall' }
  | { frontdesk: 'keep'; key: string; text: string | null }

/** What the loader tells the frame. */
export type ToFrame =
  | { frontdesk: 'opened' }
  | { frontdesk: 'closed' }
  /** Keyboard focus went round the window: take it up at this end. */
  | { frontdesk: 'focus'; at: 'first' | 'last' }
  | { frontdesk: 'recalled'; entries: Array<[key: string, text: string]> }

/** Reads a message of this protocol; anything else on the page's channel is not ours. */
export function readMessage<M extends FromFrame | ToFrame>(data: unknown): M | undefined {
  const isOurs = typeof data === 'object' && data !== null && 'frontdesk' in data
  return isOurs ? (data as M) : undefined
}
