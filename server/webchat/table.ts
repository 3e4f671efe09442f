/** What a customer thought of a chat, once for each closing. */
export interface ChatRatingTable {
  conversationId: string
  closedAt: string
  score: number
  comment: string | null
  agentId: string | null
  createdAt: string
  updatedAt: string
}

/** A customer or a browser that may not chat; for good when `until` is null. */
export interface VisitorBlockTable {
  id: string
  kind: 'customer' | 'visitor'
  value: string
  blockedBy: string | null
  createdAt: string
  until: string | null
  /** 0 for a customer who was only typed: whom the site has signed for is not blocked by it. */
  isVerified: number
}

/** What the chat said by itself: a row for each visitor it was shown to. */
export interface ProactiveShowingTable {
  id: string
  ruleId: string
  /** Their browser's on that site. */
  visitorId: string
  /** A hash of who they are by the site's word. */
  person: string | null
  customerId: string | null
  /** The chat that answers it. */
  conversationId: string | null
  /** As it was shown. */
  text: string
  shownAt: string
  openedAt: string | null
  answeredAt: string | null
}
