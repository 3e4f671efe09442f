/**
 * A conversation whose customer goes on in another: merged into it, or split. What they see is the source's messages up
 * to `sourceHead`, then the target's after `targetHead`.
 */
export interface ConversationLinkTable {
  id: string
  kind: 'merged' | 'split'
  sourceId: string
  targetId: string
  sourceHead: number
  targetHead: number
  madeBy: string
  madeAt: string
  undoneAt: string | null
  /** JSON: how both stood, for the way back. */
  before: string
}
