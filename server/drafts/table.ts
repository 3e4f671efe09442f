import type { Draft } from '../contract/drafts.ts'

/** What an agent has written in a conversation and not sent. */
export interface DraftTable {
  agentId: string
  conversationId: string
  mode: Draft['mode']
  reply: string
  note: string
  sinceSeq: number | null
  version: number
  updatedAt: string
}
