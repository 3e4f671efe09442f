import type { CannedReply } from '../contract/canned-replies.ts'
import type { CannedReplyRow } from './queries.ts'

export const viewReply = ({ ownerId, ...row }: CannedReplyRow): CannedReply => ({
  ...row,
  isShared: ownerId === null,
})
